"""Which addresses are on the public internet, and which on this machine or its network."""

import ipaddress
import socket

_UNICAST = ipaddress.ip_network("2000::/3")
"""All of IPv6 that is given out for use on the internet (RFC 4291)."""
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
"""IPv4 addresses as an IPv6-only network sees them (RFC 6052)."""
_LOCAL_NAMES = (".localhost", ".local", ".internal", ".home.arpa", ".localdomain")
"""Ends of names that are resolved on this machine or its network alone: RFC 6761, 6762, 8375, and
the one that ICANN set aside for private use."""


def is_public(address: str) -> bool:
    """True for an address on the public internet, however it is written.

    False for loopback, link-local, private, shared, multicast, reserved and unspecified addresses,
    and for IPv6 addresses that stand for such an address of IPv4. Raises ValueError for no address.
    """
    found = ipaddress.ip_address(address)
    if isinstance(found, ipaddress.IPv4Address):
        return found.is_global and not found.is_multicast and not found.is_reserved
    inner = _inside(found)
    return is_public(str(inner)) if inner else found in _UNICAST and found.is_global


def _inside(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that packets to an IPv6 address end up at."""
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host; empty where it has none."""
    return _looked_up(host, port, 0)


def written_as(host: str, port: int) -> list[str]:
    """The address that a host is if it is written in numbers, in any of the forms that systems
    take (`2130706433`, `0x7f.1`); empty for a name. Nobody is asked."""
    return _looked_up(host, port, socket.AI_NUMERICHOST)


def _looked_up(host: str, port: int, flags: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host.rstrip("."), port, type=socket.SOCK_STREAM, flags=flags)
    except (OSError, UnicodeError):  # unknown, or longer than a name can be
        return []
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_local_name(host: str) -> bool:
    """True for a name that only this machine or its network can mean."""
    name = f".{host.rstrip('.').lower()}"
    return ":" not in host and (name.count(".") == 1 or name.endswith(_LOCAL_NAMES))
