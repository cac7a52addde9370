"""A page from the web, safely: public addresses only, the checked one is the one connected to, all within limits."""

import ssl
import time
import zlib
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from email.message import Message
from http import HTTPStatus

import httpcore
import httpx

from content.addresses import addresses_of, is_public
from content.errors import ArticleTooLarge, FetchFailed, ForbiddenAddress
from content.page import Page

USER_AGENT = "ArticleVoice/0.1 (reads an article aloud at a listener's request)"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_READABLE = frozenset(
    {"text/html", "application/xhtml+xml", "text/plain", "text/markdown", "text/x-markdown"}
    | {"application/rss+xml", "application/rdf+xml", "application/atom+xml", "application/xml", "text/xml"}
    | {"application/feed+json", "application/json", "application/gzip", "application/x-gzip"}
)
_CODINGS = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})

SocketOption = tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]


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


@dataclass(frozen=True, slots=True)
class Network:
    """The network as fetching sees it: who has which address, which are public, whose certificates count."""

    resolve: Callable[[str, int], tuple[str, ...]] = addresses_of
    is_public: Callable[[str], bool] = is_public
    tls: ssl.SSLContext | None = None


def fetch_page(url: str, limits: FetchLimits | None = None, network: Network | None = None) -> Page:
    """Bring a page from the web; raises `FetchFailed`, `ForbiddenAddress` or `ArticleTooLarge`."""
    limits = limits or FetchLimits()
    backend = _CheckedBackend(network or Network(), limits, time.monotonic() + limits.seconds)
    address = _checked_url(url.strip(), limits)
    with httpcore.ConnectionPool(ssl_context=backend.network.tls, network_backend=backend) as pool:
        for _ in range(limits.redirects + 1):
            answer = _ask(pool, address, limits)
            if isinstance(answer, Page):
                return answer
            address = _checked_url(answer, limits)
    raise FetchFailed(f"{url} redirects more than {limits.redirects} times. Give the address of the article itself.")


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


def _ask(pool: httpcore.ConnectionPool, address: httpx.URL, limits: FetchLimits) -> Page | str:
    """Ask for a page; returns it, or the address it has moved to."""
    target = httpcore.URL(scheme=address.raw_scheme, host=address.raw_host, port=address.port, target=address.raw_path)
    headers: dict[bytes | str, bytes | str] = {
        "Host": address.netloc.decode("ascii"),
        "User-Agent": USER_AGENT,
        "Accept": "text/html, application/xhtml+xml, */*;q=0.8",
        "Accept-Encoding": "gzip, deflate",
        "Connection": "close",
    }
    timeouts = {
        "connect": limits.connect_seconds,
        "read": limits.seconds,
        "write": limits.seconds,
        "pool": limits.seconds,
    }
    try:
        with pool.stream("GET", target, headers=headers, extensions={"timeout": timeouts}) as response:
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
    return Page(str(address), _body(response.iter_stream(), coding, limits), content_type, charset)


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


@dataclass(slots=True)
class _CheckedBackend(httpcore.NetworkBackend):
    """Connects to the very address that was checked, so that a name cannot change its mind in between."""

    network: Network
    limits: FetchLimits
    deadline: float
    beneath: httpcore.NetworkBackend = field(default_factory=httpcore.SyncBackend)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SocketOption] | None = None,
    ) -> httpcore.NetworkStream:
        """Resolve once, check, connect to what was checked."""
        addresses = self._resolved(host, port)
        for address in addresses:
            if not self.network.is_public(address):
                raise ForbiddenAddress(
                    f"{host} is at {address}, which is not on the public internet. Save the page and add the file."
                )
        failure: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in addresses:
            try:
                left = _left(self.deadline, timeout, httpcore.ConnectTimeout)
                stream = self.beneath.connect_tcp(address, port, left, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _TimedStream(stream, self.deadline)
        raise failure

    def _resolved(self, host: str, port: int) -> tuple[str, ...]:
        resolver = ThreadPoolExecutor(max_workers=1)
        try:
            return resolver.submit(self.network.resolve, host, port).result(self.limits.connect_seconds)
        except TimeoutError as error:
            raise httpcore.ConnectTimeout(f"the name {host} was not resolved in time") from error
        except OSError as error:
            raise FetchFailed(f"There is no host named {host}, or no network. Check the address.") from error
        finally:
            resolver.shutdown(wait=False)


@dataclass(slots=True)
class _TimedStream(httpcore.NetworkStream):
    """A connection that ends at the deadline, however slowly the other side drips."""

    beneath: httpcore.NetworkStream
    deadline: float

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what has come."""
        return self.beneath.read(max_bytes, _left(self.deadline, timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write all of it."""
        self.beneath.write(buffer, _left(self.deadline, timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        """Hang up."""
        self.beneath.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Encrypt; the certificate must be the name's, though the connection is to an address."""
        left = _left(self.deadline, timeout, httpcore.ConnectTimeout)
        return _TimedStream(self.beneath.start_tls(ssl_context, server_hostname, left), self.deadline)

    def get_extra_info(self, info: str) -> object:
        """Tell about the connection beneath."""
        return self.beneath.get_extra_info(info)


def _left(deadline: float, timeout: float | None, late: type[httpcore.TimeoutException]) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise late("the time for the whole page is over")
    return left if timeout is None else min(left, timeout)
