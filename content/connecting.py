"""Connections to public addresses only: the checked one is the one connected to, and none outlives its deadline."""

import ssl
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import httpcore

from content.addresses import addresses_of, is_public
from content.errors import FetchFailed, ForbiddenAddress

SocketOption = tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]


@dataclass(frozen=True, slots=True)
class Network:
    """The network as fetching sees it: who has which address, which are public, whose certificates count."""

    resolve: Callable[[str, int], tuple[str, ...]] = addresses_of
    is_public: Callable[[str], bool] = is_public
    tls: ssl.SSLContext | None = None


@dataclass(slots=True)
class CheckedBackend(httpcore.NetworkBackend):
    """Connects to the very address that was checked, so that a name cannot change its mind in between.

    `connect_seconds` is how long a name may take to resolve, `deadline` the end of all (`time.monotonic`).
    """

    network: Network
    connect_seconds: float
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
            return resolver.submit(self.network.resolve, host, port).result(self.connect_seconds)
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
