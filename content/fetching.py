"""A page from the web, safely: public addresses only, the checked one is the one connected to, all within limits."""

import re
import time
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from email.message import Message
from email.utils import parsedate
from http import HTTPStatus

import httpcore
import httpx

from content.connecting import CheckedBackend, Network
from content.errors import ArticleTooLarge, FetchFailed, ForbiddenAddress
from content.page import Origin, Page

__all__ = ["FetchLimits", "Network", "fetch_changed", "fetch_page"]

USER_AGENT = "ArticleVoice/0.1 (reads an article aloud at a listener's request)"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_READABLE = frozenset(
    {"text/html", "application/xhtml+xml", "text/plain", "text/markdown", "text/x-markdown"}
    | {"application/rss+xml", "application/rdf+xml", "application/atom+xml", "application/xml", "text/xml"}
    | {"application/feed+json", "application/json", "application/gzip", "application/x-gzip"}
)
_CODINGS = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})
_ENTITY_TAG = re.compile(r'(W/)?"[\x21\x23-\x7e\x80-\xff]{0,500}"')  # RFC 9110, 8.8.3


class _NotModified(Exception):
    """The page is what it was."""


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """How far a fetch may go; `size` is in bytes after decompression.

    Ports other than the usual ones of the web are refused: behind them are mostly other kinds of servers.
    """

    size: int = 20_000_000
    seconds: float = 30.0
    connect_seconds: float = 5.0
    redirects: int = 5
    ports: frozenset[int] | None = frozenset({80, 443, 8080, 8443})


def fetch_page(url: str, limits: FetchLimits | None = None, network: Network | None = None) -> Page:
    """Bring a page from the web; raises `FetchFailed`, `ForbiddenAddress` or `ArticleTooLarge`."""
    return _fetch(Origin(url), limits or FetchLimits(), network or Network())


def fetch_changed(known: Origin, limits: FetchLimits | None = None, network: Network | None = None) -> Page | None:
    """Bring a page if it is no more what it was, else None; where its server never said which it was, bring it.

    That is a conditional request (RFC 9110, 13.1). Raises as `fetch_page` does.
    """
    try:
        return _fetch(known, limits or FetchLimits(), network or Network())
    except _NotModified:
        return None


def _fetch(known: Origin, limits: FetchLimits, network: Network) -> Page:
    backend = CheckedBackend(network, limits.connect_seconds, time.monotonic() + limits.seconds)
    address, conditions = _checked_url(known.address.strip(), limits), _conditions(known)
    with httpcore.ConnectionPool(ssl_context=network.tls, network_backend=backend) as pool:
        for _ in range(limits.redirects + 1):
            answer = _ask(pool, address, conditions, limits)
            if isinstance(answer, Page):
                return answer
            address, conditions = _checked_url(answer, limits), {}  # what is known is known of the first address alone
    raise FetchFailed(
        f"{known.address} redirects more than {limits.redirects} times. Give the address of the article itself."
    )


def _conditions(known: Origin) -> dict[str, str]:
    """What to ask with, both where both are known (RFC 9110, 8.8.4)."""
    asked = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
    return {name: value for name, value in asked.items() if value}


def _checked_url(url: str, limits: FetchLimits) -> httpx.URL:
    try:
        address = httpx.URL(url)
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise FetchFailed(
            f"{url!r} is not an address of the web. It should look like https://example.org/article."
        ) from error
    if address.scheme not in {"http", "https"} or not address.host:
        raise ForbiddenAddress(
            f"{url!r} is not an http or https address. It should look like https://example.org/article."
        )
    if address.userinfo:
        raise ForbiddenAddress(
            "The address has a user name or a password in it. Give it without, and only for public pages."
        )
    port = address.port or (443 if address.scheme == "https" else 80)
    if limits.ports is not None and port not in limits.ports:
        allowed = ", ".join(map(str, sorted(limits.ports)))
        raise ForbiddenAddress(f"Port {port} is not one of the web's ({allowed}). Save the page and add the file.")
    return address


def _ask(
    pool: httpcore.ConnectionPool, address: httpx.URL, conditions: Mapping[str, str], limits: FetchLimits
) -> Page | str:
    """Ask for a page; returns it, or the address it has moved to."""
    target = httpcore.URL(scheme=address.raw_scheme, host=address.raw_host, port=address.port, target=address.raw_path)
    headers: dict[bytes | str, bytes | str] = {
        "Host": address.netloc.decode("ascii"),
        "User-Agent": USER_AGENT,
        "Accept": "text/html, application/xhtml+xml, */*;q=0.8",
        "Accept-Encoding": "gzip, deflate",
        "Connection": "close",
        **{name: value.encode("latin-1") for name, value in conditions.items()},
    }
    timeouts = {
        "connect": limits.connect_seconds,
        "read": limits.seconds,
        "write": limits.seconds,
        "pool": limits.seconds,
    }
    try:
        with pool.stream("GET", target, headers=headers, extensions={"timeout": timeouts}) as response:
            if conditions and response.status == HTTPStatus.NOT_MODIFIED:
                raise _NotModified
            return _answer(response, address, limits)
    except httpcore.TimeoutException as error:
        raise FetchFailed(
            f"{address.host} took too long to answer. Try again later, or save the page and add the file."
        ) from error
    except (httpcore.NetworkError, httpcore.ProtocolError, zlib.error, OSError) as error:
        reason = str(error) or type(error).__name__
        raise FetchFailed(
            f"{address.host} could not be reached or broke off ({reason}). Check the address and try again."
        ) from error


def _answer(response: httpcore.Response, address: httpx.URL, limits: FetchLimits) -> Page | str:
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
    if response.status in _REDIRECTS and headers.get("location"):
        return _moved_to(address, headers["location"])
    if response.status != HTTPStatus.OK:
        raise FetchFailed(
            f"{address.host} answered {_status(response.status)}. Check that the address opens in a browser."
        )
    content_type, charset = _content_type(headers.get("content-type", ""))
    if content_type not in _READABLE:
        raise FetchFailed(f"{address} is {content_type!r}, not a page, a text or a feed. Give the address of one.")
    coding = headers.get("content-encoding", "").strip().lower()
    if coding not in _CODINGS:
        raise FetchFailed(
            f"{address.host} packed the page as {coding!r}, which is not read here. Save the page and add the file."
        )
    declared = headers.get("content-length", "")
    if declared.isdecimal() and int(declared[:20]) > limits.size:
        raise _too_large(limits)
    origin = Origin(str(address), *_validators(headers))
    return Page(str(address), _body(response.iter_stream(), coding, limits), content_type, charset, origin)


def _validators(headers: Mapping[str, str]) -> tuple[str, str]:
    """A page's entity tag and when it was last modified, "" where they are not said, or can't be sent back."""
    etag, modified = headers.get("etag", ""), headers.get("last-modified", "")
    return etag if _ENTITY_TAG.fullmatch(etag) else "", modified if parsedate(modified) else ""


def _moved_to(address: httpx.URL, location: str) -> str:
    try:
        return str(address.join(location))
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchFailed(
            f"{address.host} redirects to {location!r}, which is no address. Try another address."
        ) from error


def _status(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def _content_type(header: str) -> tuple[str, str]:
    message = Message()
    message["content-type"] = header or "text/html"
    charset = message.get_param("charset", "")
    return message.get_content_type(), charset if isinstance(charset, str) else ""


def _body(chunks: Iterable[bytes], coding: str, limits: FetchLimits) -> bytes:
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 32) if coding not in {"", "identity"} else None
    body = bytearray()
    for chunk in chunks:
        # One byte more than is allowed is enough to know that it is too much: a bomb is never unpacked whole.
        body += unpack.decompress(chunk, limits.size - len(body) + 1) if unpack else chunk
        if len(body) > limits.size:
            raise _too_large(limits)
    if unpack and (not unpack.eof or unpack.unused_data):
        raise FetchFailed("The page broke off before its end. Try again, or save the page and add the file.")
    return bytes(body)


def _too_large(limits: FetchLimits) -> ArticleTooLarge:
    return ArticleTooLarge(
        f"The page is larger than {limits.size / 1e6:g} MB. Save the article's own part of it and add that file."
    )
