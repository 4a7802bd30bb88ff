"""The network address of a client behind trusted proxies."""

import ipaddress

from django.conf import settings


def is_trusted_proxy(address: str) -> bool:
    """Return whether `address` is one of TRUSTED_PROXIES."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(ip in network for network in settings.TRUSTED_PROXIES)


def client_address(request) -> str:
    """Return the client address; X-Forwarded-For is used as far as trusted proxies wrote it."""
    address = request.META.get("REMOTE_ADDR", "")
    for hop in reversed(request.headers.get("X-Forwarded-For", "").split(",")):
        if not is_trusted_proxy(address) or not hop.strip():
            break
        try:
            address = str(ipaddress.ip_address(hop.strip()))
        except ValueError:
            break
    return address
