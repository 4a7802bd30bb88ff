"""The network address of a client behind trusted proxies, and the network that it belongs to."""

import hashlib
import hmac
import ipaddress

from django.conf import settings
from django.utils import timezone

PREFIXES = {4: 24, 6: 64}  # what one owner or household has: length of the prefix by version
WIDE_PREFIXES = {4: 24, 6: 48}  # what one customer of a provider can have


def is_trusted_proxy(address: str) -> bool:
    """Return whether `address` is one of TRUSTED_PROXIES."""
    ip = parse_address(address)
    return ip is not None and any(ip in network for network in settings.TRUSTED_PROXIES)


def get_scheme(scheme: str, forwarded: str, address: str) -> str:
    """Return "http" or "https": what X-Forwarded-Proto says when a trusted proxy at `address` wrote it, else `scheme`."""
    said = forwarded.split(",")[-1].strip().lower()
    return said if said in {"http", "https"} and is_trusted_proxy(address) else scheme


def parse_address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """Return an address, or None for another text; an IPv4 address that is written as IPv6 is IPv4."""
    try:
        ip = ipaddress.ip_address(text.strip().strip("[]"))
    except ValueError:
        return None
    return ip.ipv4_mapped or ip if isinstance(ip, ipaddress.IPv6Address) else ip


def client_address(request) -> str:
    """Return the client address; X-Forwarded-For is used as far as trusted proxies wrote it."""
    address = request.META.get("REMOTE_ADDR", "")
    for hop in reversed(request.headers.get("X-Forwarded-For", "").split(",")):
        if not is_trusted_proxy(address) or not hop.strip():
            break
        ip = parse_address(hop)
        if ip is None:
            break
        address = str(ip)
    ip = parse_address(address)
    return str(ip) if ip else address


def network_of(address: str, prefixes: dict[int, int] = PREFIXES) -> str:
    """Return the network of an address, as its first address; what is no address is returned as it is."""
    ip = parse_address(address)
    if ip is None:
        return address
    return str(ipaddress.ip_network((ip, prefixes[ip.version]), strict=False).network_address)


def client_network(request, prefixes: dict[int, int] = PREFIXES) -> str:
    """Return the network of the client."""
    return network_of(client_address(request), prefixes)


def make_digest(text: str) -> str:
    """Return a keyed hash that cannot be read back, and cannot be linked to the same text on another day."""
    key = hmac.new(settings.SECRET_KEY.encode(), f"visit {timezone.now():%Y-%m-%d}".encode(), hashlib.sha256).digest()
    return hmac.new(key, text.encode("utf-8", "replace"), hashlib.sha256).hexdigest()
