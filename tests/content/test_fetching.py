"""Pages are brought from the web safely: tried against a real server on this machine."""

import gzip
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from content.addresses import is_public
from content.errors import ArticleTooLarge, FetchFailed, ForbiddenAddress
from content.fetching import FetchLimits, Network, fetch_changed, fetch_page
from content.page import Origin

LIMITS = FetchLimits(size=50_000, seconds=1.5, connect_seconds=1.0, redirects=3, ports=None)
PAGE = "<p>Crème for everybody</p>".encode()


class Site(BaseHTTPRequestHandler):
    """A small site with good pages and bad ones."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""

    def do_GET(self) -> None:
        self.server.agents.append(self.headers["User-Agent"])  # type: ignore[attr-defined]
        name = self.path.strip("/").split("?")[0]
        if name == "drip":
            self.drip()
        elif name == "versioned":
            self.versioned()
        elif name == "loop":
            self.answer(302, b"", Location="/loop")
        elif name.startswith("to="):
            self.answer(302, b"", Location=name[3:].replace(";", "/"))
        else:
            status, headers, body = PAGES.get(name, (404, {}, b"gone"))
            self.answer(status, body, **headers)

    def answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for header, value in headers.items():
            self.send_header(header.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def versioned(self) -> None:
        """Only who knows both validators of the page is told that it is what it was."""
        known = (self.headers["If-None-Match"], self.headers["If-Modified-Since"])
        self.answer(304 if known == VALIDATORS else 200, PAGE, ETag=VALIDATORS[0], Last_Modified=VALIDATORS[1])

    def drip(self) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            while True:
                self.wfile.write(b"<p>")
                self.wfile.flush()
                time.sleep(0.1)
        except OSError:
            self.close_connection = True


VALIDATORS = ('W/"tea-\xe9-1"', "Tue, 03 Feb 2026 09:00:00 GMT")
PAGES: dict[str, tuple[int, dict[str, str], bytes]] = {
    "page": (200, {"Content_Type": "text/html; charset=utf-8"}, PAGE),
    "packed": (200, {"Content_Type": "text/html", "Content_Encoding": "gzip"}, gzip.compress(PAGE)),
    "bomb": (200, {"Content_Type": "text/html", "Content_Encoding": "gzip"}, gzip.compress(b"a" * 30_000_000)),
    "large": (200, {"Content_Type": "text/html"}, b"a" * 60_000),
    "picture": (200, {"Content_Type": "image/png"}, b"\x89PNG"),
    "broken": (200, {"Content_Type": "text/html", "Content_Encoding": "gzip"}, b"not packed at all"),
}


@pytest.fixture(scope="module")
def site() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.agents = []  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def local(site: ThreadingHTTPServer, name: str) -> str:
    return f"http://owl.example:{site.server_port}/{name}"


# The names of this network are all at the test's own server, and that is taken for public; 127.0.0.2 is not.
NETWORK = Network(
    resolve=lambda host, _: ("127.0.0.2",) if host == "inside.example" else ("127.0.0.1",),
    is_public=lambda address: address == "127.0.0.1",
)


@pytest.mark.parametrize("name", ["page", "packed", "to=;page"])
def test_a_page_comes_as_it_was_meant(site: ThreadingHTTPServer, name: str) -> None:
    page = fetch_page(local(site, name), LIMITS, NETWORK)
    assert page.content == PAGE
    assert page.content_type == "text/html"
    assert page.url == local(site, name if name == "packed" else "page")
    assert site.agents[-1].startswith("ArticleVoice/")  # type: ignore[attr-defined]


def test_a_page_that_is_what_it_was_is_not_brought_again(site: ThreadingHTTPServer) -> None:
    page = fetch_page(local(site, "to=;versioned"), LIMITS, NETWORK)
    assert page.origin == Origin(local(site, "versioned"), *VALIDATORS)
    assert fetch_changed(page.origin, LIMITS, NETWORK) is None
    changed = fetch_changed(replace(page.origin, etag='"tea-0"'), LIMITS, NETWORK)
    assert changed == page


def test_what_is_known_of_an_address_is_not_asked_of_the_one_it_moved_to(site: ThreadingHTTPServer) -> None:
    moved = Origin(local(site, "to=;versioned"), *VALIDATORS)
    assert fetch_changed(moved, LIMITS, NETWORK) == fetch_page(local(site, "versioned"), LIMITS, NETWORK)


def test_validators_that_could_not_be_sent_back_are_not_kept(site: ThreadingHTTPServer) -> None:
    PAGES["odd"] = (200, {"Content_Type": "text/html", "ETag": "tea 1", "Last_Modified": "yesterday"}, PAGE)
    assert fetch_page(local(site, "odd"), LIMITS, NETWORK).origin == Origin(local(site, "odd"))


def test_not_modified_is_no_answer_to_whoever_knows_nothing(site: ThreadingHTTPServer) -> None:
    PAGES["stubborn"] = (304, {}, b"")
    with pytest.raises(FetchFailed, match="304"):
        fetch_changed(Origin(local(site, "stubborn")), LIMITS, NETWORK)


@pytest.mark.parametrize("kind", ["application/rss+xml", "text/xml", "application/feed+json", "application/gzip"])
def test_feeds_and_sitemaps_come_too(site: ThreadingHTTPServer, kind: str) -> None:
    PAGES["feed"] = (200, {"Content_Type": kind}, b"<rss/>")
    assert fetch_page(local(site, "feed"), LIMITS, NETWORK).content_type == kind


def test_the_charset_that_the_server_names_is_used(site: ThreadingHTTPServer) -> None:
    assert fetch_page(local(site, "page"), LIMITS, NETWORK).html == "<p>Crème for everybody</p>"


@pytest.mark.parametrize(
    ("name", "error", "words"),
    [
        ("missing", FetchFailed, "404 Not Found"),
        ("picture", FetchFailed, "image/png"),
        ("broken", FetchFailed, "broke off"),
        ("drip", FetchFailed, "too long"),
        ("large", ArticleTooLarge, "0.05 MB"),
        ("bomb", ArticleTooLarge, "0.05 MB"),
        ("loop", FetchFailed, "redirects more than 3 times"),
        ("to=http:;;inside.example;", ForbiddenAddress, "127.0.0.2"),
        ("to=file:;;;etc;hosts", ForbiddenAddress, "not an http or https address"),
    ],
)
def test_a_bad_page_is_refused_with_advice(
    site: ThreadingHTTPServer, name: str, error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words) as caught:
        fetch_page(local(site, name), LIMITS, NETWORK)
    assert str(caught.value).endswith(".")


def test_a_name_that_changes_its_mind_is_asked_only_once(site: ThreadingHTTPServer) -> None:
    answers = iter([("127.0.0.1",), ("127.0.0.2",)])
    network = Network(resolve=lambda *_: next(answers), is_public=NETWORK.is_public)
    assert fetch_page(local(site, "page"), LIMITS, network).content == PAGE
    with pytest.raises(ForbiddenAddress):
        fetch_page(local(site, "page"), LIMITS, network)


def test_one_forbidden_address_among_several_is_enough(site: ThreadingHTTPServer) -> None:
    network = Network(resolve=lambda *_: ("127.0.0.1", "127.0.0.2"), is_public=NETWORK.is_public)
    with pytest.raises(ForbiddenAddress):
        fetch_page(local(site, "page"), LIMITS, network)


def test_a_name_that_nobody_has_is_said() -> None:
    def resolve(*_: object) -> tuple[str, ...]:
        raise OSError

    with pytest.raises(FetchFailed, match=r"no host named owl\.example"):
        fetch_page("http://owl.example/", network=Network(resolve=resolve))


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://2130706433/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://0/",
        "http://169.254.169.254/latest",
        "http://example.org:22/",
        "http://me:secret@example.org/",
        "ftp://example.org/",
        "file:///etc/hosts",
        "//example.org",
    ],
)
def test_what_is_not_public_is_never_asked(url: str) -> None:
    with pytest.raises(FetchFailed):
        fetch_page(url)


@pytest.mark.parametrize(
    "address",
    [
        "10.0.0.1",
        "100.64.0.1",
        "127.0.0.1",
        "169.254.0.1",
        "172.16.0.1",
        "192.168.0.1",
        "192.0.2.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "0.0.0.0",  # noqa: S104
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fec0::1",
        "fc00::1",
        "ff02::1",
        "2001:db8::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::7f00:1",
        "2002:7f00:1::",
        "2002:a00:1::",
        "64:ff9b::7f00:1",
        "64:ff9b::a00:1",
        "64:ff9b:1::a00:1",
        "nonsense",
    ],
)
def test_private_addresses_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(address)
