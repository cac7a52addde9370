"""An article is gathered from all its pages, and only from its own: tried against a real server on this machine."""

import email
import threading
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from content import Entry, Listing, Page, parse_confined
from content.confining import read_here
from content.errors import FetchFailed, NotFromTheWeb, UnreadableArticle
from content.fetching import FetchLimits, Network, fetch_changed, fetch_page
from content.gathered import Gathered
from content.gathering import Fetch, FetchChanged, as_article, gather, gather_again, gather_entry

WORDS = "Tea warms the hands, and then the rest of us, one small cup after another. "
SPACE = "xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'"
DISCLAIMER = "<p class='disclaimer'>This article does not provide medical advice.</p>"


class Site(dict[str, bytes]):
    """A site on this machine: bodies by their path. `asked` are the paths that were asked for."""

    base = ""
    asked: list[str]

    def page(self, path: str, title: str, text: str, links: str = "") -> None:
        head = f"<html lang='en'><head><title>{title}</title>{links}</head>"
        self[path] = f"{head}<body><article><h1>{title}</h1>{text}</article>{DISCLAIMER}</body></html>".encode()


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    site.asked = []

    class Answer(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

        def do_GET(self) -> None:
            site.asked.append(self.path)
            body = site.get(self.path)
            etag = f'"{hash(body)}"'
            is_known = self.headers["If-None-Match"] == etag
            self.send_response(304 if body and is_known else 200 if body else 404)
            self.send_header("ETag", etag)
            self.send_header("Content-Type", "text/xml" if self.path.endswith("xml") else "text/html; charset=utf-8")
            self.end_headers()
            if not (body and is_known):
                self.wfile.write(body or b"gone")

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    site.base = f"http://tea.example:{server.server_port}"
    yield site
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(autouse=True)
def _without_a_child(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read pages in this process: it is quicker, and test_confining.py shows that a child reads the same."""
    monkeypatch.setattr("content.gathering.read_confined", read_here)


# Every name of this network is at the test's own server, and that is taken for public.
NETWORK = Network(resolve=lambda *_: ("127.0.0.1",), is_public=lambda _: True)
FETCH: Fetch = partial(fetch_page, limits=FetchLimits(ports=None), network=NETWORK)

ASK: FetchChanged = partial(fetch_changed, limits=FetchLimits(ports=None), network=NETWORK)


def article(site: Site, path: str) -> Gathered:
    return as_article(gather(FETCH(site.base + path), fetch=FETCH))


def three_pages(site: Site) -> None:
    site.page("/tea", "On tea", f"<p>{WORDS}</p><h2>Pots</h2><p>One.</p>", "<link rel=next href=/tea/2>")
    more = f"<p>Two.</p><h2>Cups</h2><p>{WORDS}</p><a rel=next href=/tea/3>Next</a>"
    site.page("/tea/2", "On tea – Page 2 of 3", more, "<link rel=prev href=/tea>")
    site.page("/tea/3", "On tea – Page 3 of 3", f"<h2>Pots</h2><p>{WORDS}</p>", "<link rel=prev href=/tea/2>")


def test_an_article_in_several_pages_becomes_one(site: Site) -> None:
    three_pages(site)
    found = article(site, "/tea")
    assert found.notes == ("Read 3 pages.",)
    assert (found.article.title, found.article.url) == ("On tea", f"{site.base}/tea")
    assert [(section.id, section.heading) for section in found.article.sections] == [
        ("opening", ""),
        ("pots", "Pots"),
        ("cups", "Cups"),
        ("pots-2", "Pots"),
    ]
    assert found.article.sections[1].text == "One.\n\nTwo."
    assert len(found.article.disclaimers) == 1


def test_every_byte_of_every_page_is_kept(site: Site) -> None:
    three_pages(site)
    source = article(site, "/tea").source
    parts = email.message_from_bytes(source.content).get_payload()
    assert isinstance(parts, list)
    kept = {str(part["Content-Location"]): part.get_payload(decode=True) for part in parts if not isinstance(part, str)}
    assert kept == {f"{site.base}{path}": site[path] for path in ("/tea", "/tea/2", "/tea/3")}
    assert source.name == f"{site.base}/tea"
    assert parse_confined(source.content, f"{site.base}/tea") == article(site, "/tea").article
    assert source == article(site, "/tea").source


def test_a_blog_goes_on_with_other_articles(site: Site) -> None:
    site.page("/on-tea", "On tea", f"<p>{WORDS}</p><a rel=next href=/on-pears>Next post</a>")
    assert article(site, "/on-tea").notes == ()
    assert site.asked == ["/on-tea"]


@pytest.mark.parametrize("title", ["On tea, part 2", "On pears"])
def test_a_page_of_another_title_is_left_and_told_of(site: Site, title: str) -> None:
    site.page("/tea-1", "On tea", f"<p>{WORDS}</p>", "<link rel=next href=/tea-2>")
    site.page("/tea-2", title, f"<p>{WORDS}</p>")
    found = article(site, "/tea-1")
    assert found.notes == (f"The next page, {site.base}/tea-2, is another article and was left out.",)
    assert found.source.content == site["/tea-1"]


@pytest.mark.parametrize(
    "second",
    ["<link rel=prev href=/pears>", "<link rel=next href=/tea>", "<link rel=next href=/tea?page=2>"],
    ids=["leads back elsewhere", "leads to the start", "leads to itself"],
)
def test_pages_that_lead_astray_or_in_a_circle_end_the_article(site: Site, second: str) -> None:
    site.page("/tea", "On tea", f"<p>{WORDS}</p>", "<link rel=next href='/tea?page=2'>")
    site.page("/tea?page=2", "On tea", f"<p>{WORDS}</p>", second)
    assert len(article(site, "/tea").article.sections) == 1
    assert len(site.asked) == 2


@pytest.mark.parametrize("host", ["http://other.example", "//other.example"])
def test_another_host_is_another_article(site: Site, host: str) -> None:
    site.page("/tea", "On tea", f"<p>{WORDS}</p>", f"<link rel=next href={host}/tea/2>")
    article(site, "/tea")
    assert site.asked == ["/tea"]


def test_the_list_of_a_blog_is_no_article_in_several_pages(site: Site) -> None:
    posts = "".join(f"<article><h2>Post {n}</h2><p>{WORDS}</p></article>" for n in range(3))
    site["/blog"] = f"<title>Blog</title><link rel=next href=/blog/page/2><body>{posts}".encode()
    article(site, "/blog")
    assert site.asked == ["/blog"]


def test_a_page_that_is_missing_is_an_error_for_the_disclaimer_may_stand_there(site: Site) -> None:
    site.page("/tea", "On tea", f"<p>{WORDS}</p>", "<link rel=next href=/tea/2>")
    with pytest.raises(FetchFailed, match=r"Page 2 .* 404"):
        article(site, "/tea")


def test_pages_without_end_are_cut_and_told_of(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("content.gathering.MOST_PAGES", 2)
    three_pages(site)
    found = article(site, "/tea")
    assert found.notes == ("Read 2 pages.",)
    assert found.article.cuts == ("The article has more than 2 pages; those after were left out.",)


def test_a_page_that_is_only_a_script_is_read_from_its_amp_version(site: Site) -> None:
    site["/tea"] = b"<title>Tea</title><link rel=amphtml href=/amp/tea><script>draw()</script>"
    site.page("/amp/tea", "On tea", f"<p>{WORDS * 10}</p>", "<link rel=canonical href=/tea>")
    found = article(site, "/tea")
    assert found.article.url == f"{site.base}/tea"
    assert found.source == article(site, "/tea").source
    assert (found.source.name, found.source.content) == (f"{site.base}/tea", site["/amp/tea"])
    assert found.notes[0].endswith(f"{site.base}/amp/tea.")


def test_a_page_with_text_of_its_own_needs_no_amp_version(site: Site) -> None:
    site.page("/tea", "On tea", f"<p>{WORDS * 10}</p>", "<link rel=amphtml href=/amp/tea>")
    article(site, "/tea")
    assert site.asked == ["/tea"]


def test_an_amp_version_that_holds_no_more_changes_nothing(site: Site) -> None:
    site.page("/tea", "On tea", "<p>A short one.</p>", "<link rel=amphtml href=/amp/tea>")
    site.page("/amp/tea", "On tea", "<p>A short one.</p>")
    assert article(site, "/tea").source.content == site["/tea"]


def test_the_address_of_an_amp_version_is_that_of_its_article(site: Site) -> None:
    site.page("/amp/tea", "On tea", f"<p>{WORDS}</p>", "<link rel=canonical href=/tea>")
    assert article(site, "/amp/tea").article.url == f"{site.base}/tea"


def test_an_entry_is_read_from_its_page_for_disclaimers_stand_there(site: Site) -> None:
    site.page("/tea", "On tea", f"<p>{WORDS}</p>")
    found = gather_entry(Entry(f"{site.base}/tea", html="<p>Only in the feed."), "feed", fetch=FETCH)
    assert found.article.disclaimers
    assert (found.notes, found.source.name) == ((), f"{site.base}/tea")


def test_a_whole_text_in_the_feed_stands_in_for_a_page_that_cannot_be_had(site: Site) -> None:
    found = gather_entry(Entry(f"{site.base}/tea", html=f"<p>{WORDS}"), "feed", fetch=FETCH)
    assert found.article.sections[0].text == WORDS.strip()
    assert "404" in found.notes[0]
    with pytest.raises(FetchFailed):
        gather_entry(Entry(f"{site.base}/tea", title="Tea"), "feed", fetch=FETCH)


def test_an_entry_without_an_address_is_named_by_its_feed(site: Site) -> None:
    assert gather_entry(Entry("", html=f"<p>{WORDS}", key="7"), "feed", fetch=FETCH).source.name == "feed#7"
    with pytest.raises(UnreadableArticle, match="neither"):
        gather_entry(Entry("", title="Tea"), "feed", fetch=FETCH)


def test_an_entry_that_is_a_list_again_is_not_followed(site: Site) -> None:
    site["/a.xml"] = f"<urlset {SPACE}><url><loc>{site.base}/a.xml</loc></url></urlset>".encode()
    with pytest.raises(UnreadableArticle, match="This is a sitemap, not an article"):
        gather_entry(Entry(f"{site.base}/a.xml"), "feed", fetch=FETCH)


def test_the_sitemaps_of_an_index_are_read_one_level_down(site: Site) -> None:
    places = ("a.xml", "index.xml", "gone.xml")
    index = "".join(f"<sitemap><loc>{site.base}/{place}</loc></sitemap>" for place in places)
    site["/index.xml"] = f"<sitemapindex {SPACE}>{index}</sitemapindex>".encode()
    site["/a.xml"] = f"<urlset {SPACE}><url><loc>{site.base}/tea</loc></url></urlset>".encode()
    listing = gather(FETCH(f"{site.base}/index.xml"), fetch=FETCH)
    assert isinstance(listing, Listing)
    assert [entry.url for entry in listing.entries] == [f"{site.base}/tea"]
    assert "gone.xml was left out" in listing.notes[0]
    assert site.asked == ["/index.xml", "/a.xml", "/index.xml", "/gone.xml"]


def test_a_file_has_its_own_name_and_leads_nowhere(site: Site) -> None:
    links = f"<link rel=next href={site.base}/tea/2><link rel=amphtml href={site.base}/amp/tea>"
    page = Page("", f"<h1>Tea</h1>{links}<p>{WORDS}".encode(), "")
    assert as_article(gather(page, "/home/ida/tea.html", fetch=FETCH)).source.name == "/home/ida/tea.html"
    assert site.asked == []


def again(found: Gathered) -> Gathered | None:
    return gather_again(found.source, lang="en", ask=ASK, fetch=FETCH)


def test_an_article_is_read_again_only_where_one_of_its_pages_has_changed(site: Site) -> None:
    three_pages(site)
    found = article(site, "/tea")
    site.asked.clear()
    assert again(found) is None
    assert site.asked == ["/tea", "/tea/2", "/tea/3"]
    site["/tea/2"] = site["/tea/2"].replace(b"Two.", b"Two, at least.")
    renewed = again(found)
    assert renewed
    assert "Two, at least." in renewed.article.sections[1].text
    assert again(renewed) is None


def test_an_article_that_has_fewer_pages_now_is_read_without_the_others(site: Site) -> None:
    three_pages(site)
    found = article(site, "/tea")
    site.page("/tea", "On tea", f"<p>{WORDS}</p>")
    del site["/tea/2"], site["/tea/3"]
    renewed = again(found)
    assert renewed
    assert [origin.address for origin in renewed.source.origins] == [f"{site.base}/tea"]


def test_an_article_of_which_a_page_is_gone_is_not_read_at_all(site: Site) -> None:
    three_pages(site)
    found = article(site, "/tea")
    del site["/tea/3"]
    with pytest.raises(FetchFailed, match="404"):
        again(found)


def test_what_came_from_a_file_can_not_be_asked_for_again() -> None:
    found = as_article(gather(Page("", b"Tea\n\nTea warms.", ""), "/home/ida/tea.txt"))
    with pytest.raises(NotFromTheWeb, match="add it again"):
        again(found)
