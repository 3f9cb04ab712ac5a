"""Which network addresses are public, whatever disguise they come in."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

_NAT64 = IPv6Network("64:ff9b::/96")
#: Special ranges that `is_global` of Python 3.11 lets through, or that lead to an IPv4 address we cannot see
#: (https://www.iana.org/assignments/iana-ipv6-special-registry, .../iana-ipv4-special-registry).
_REFUSED = tuple(
    ip_network(block)
    for block in (
        "192.88.99.0/24",  # relays of 6to4
        "::/96",  # IPv4-compatible, deprecated
        "64:ff9b:1::/48",  # NAT64 of a local network
        "2001::/23",  # protocol assignments, Teredo among them
        "3fff::/20",  # documentation
        "5f00::/16",  # segment routing
        "fec0::/10",  # site-local, deprecated
    )
)


def is_public(said: str) -> bool:
    """Whether a packet to this address goes to the public internet, and not to a network of ours.

    Raises ValueError when `said` is no IP address.
    """
    address = ip_address(said.partition("%")[0])
    if isinstance(address, IPv6Address) and (inside := _inside(address)) is not None:
        address = inside
    if any(address.version == block.version and address in block for block in _REFUSED):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def _inside(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 one leads to: mapped, 6to4, or through a public NAT64."""
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour
