"""Which addresses of the network are public, and which host has which."""

import ipaddress
import socket

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
# Set aside by IANA, though some versions of Python call them global.
_SET_ASIDE = tuple(
    ipaddress.ip_network(network) for network in ("192.0.0.0/24", "192.88.99.0/24", "64:ff9b:1::/48", "3fff::/20")
)

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address


def addresses_of(host: str, port: int) -> tuple[str, ...]:
    """Resolve a host to all its addresses; raises OSError where it has none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as error:  # a label that is empty or too long
        raise OSError(str(error)) from error
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: str) -> bool:
    """Say whether an address is one of the public internet, also by the IPv4 address that it may wrap."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address) and (wrapped := _wrapped(ip)) is not None:
        return is_public(str(wrapped))
    if any(ip in network for network in _SET_ASIDE):
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified or _is_site_local(ip))


def _wrapped(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if ip in _NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)


def _is_site_local(ip: IPAddress) -> bool:
    return isinstance(ip, ipaddress.IPv6Address) and ip.is_site_local
