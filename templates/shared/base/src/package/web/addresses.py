"""Whose request it is, for counting."""

from ipaddress import IPv4Address, ip_address, ip_network


def network_of(host: str) -> str:
    """Return the address, or the network, that an address counts as.

    An IPv6 client has a whole /64 to itself (RFC 6177), which therefore counts as one address.
    """
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if isinstance(address, IPv4Address):
        return host
    return str(address.ipv4_mapped or ip_network((int(address), 64), strict=False))
