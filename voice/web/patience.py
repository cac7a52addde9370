"""Slow visitors do not keep the others out: of all threads that answer, only some may wait for what requests send.

A thread that reads a body waits for as long as its sender likes, so as many slow senders as there are threads would
keep everybody waiting (https://owasp.org/www-community/attacks/Slowloris_DDoS_Attack). Mostly all of a body is there
when it is read, so that few threads ever wait. The server's reading can't be broken off: who sends nothing more keeps
a place for as long as they stay connected. Headers have limits of the server's own: 30 seconds, 400 kB.
"""

import io
import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from ipaddress import IPv4Address, ip_address
from typing import IO, Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from werkzeug.exceptions import ServiceUnavailable

# Of the 160 threads that answer, so many may wait for senders, and for those of one sender: a proxy, perhaps, for
# whose requests, in a rush, many threads wait for their turn in Python right after they have read.
MOST_WAITING, MOST_FROM_ONE = 48, 40
RETRY_AFTER_S = 5
# Of an IPv6 address, what is one network's (RFC 4291, 2.5.1); the rest its owner chooses.
_HOST_BITS = 64


class Waiting:
    """Who waits for whom at this moment."""

    def __init__(self) -> None:
        self._by_sender: Counter[str] = Counter()
        self._counting = threading.Lock()

    @contextmanager
    def for_sender(self, sender: str) -> Iterator[None]:
        """Wait for a sender. Raises ServiceUnavailable where too many threads do so already."""
        with self._counting:
            if self._by_sender[sender] >= MOST_FROM_ONE or self._by_sender.total() >= MOST_WAITING:
                raise ServiceUnavailable("Too many requests are sent slowly. Try again.", retry_after=RETRY_AFTER_S)
            self._by_sender[sender] += 1
        try:
            yield
        finally:
            with self._counting:
                self._by_sender[sender] -= 1
                self._by_sender += Counter()  # forgets senders of nothing


class Body(io.RawIOBase):
    """What a request sends, from a sender."""

    def __init__(self, body: IO[bytes], waiting: Waiting, sender: str) -> None:
        self._body, self._waiting, self._sender = body, waiting, sender

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, place: Any) -> int:
        """Fill the place as far as there is something; how many bytes that was. Raises ServiceUnavailable."""
        with self._waiting.for_sender(self._sender):
            found = self._body.read(len(place))
        place[: len(found)] = found
        return len(found)


def sender_of(address: str) -> str:
    """Who is one sender: an IPv4 address, or all IPv6 addresses of one network (/64)."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv4Address):
        return str(found)
    return str(found.ipv4_mapped or f"{int(found) >> _HOST_BITS:x}::/64")


def patient(app: WSGIApplication) -> WSGIApplication:
    """The application, in which only so many threads wait for senders."""
    waiting = Waiting()

    def answered(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        body = Body(environ["wsgi.input"], waiting, sender_of(environ.get("REMOTE_ADDR", "")))
        return app(environ | {"wsgi.input": body}, start_response)

    return answered
