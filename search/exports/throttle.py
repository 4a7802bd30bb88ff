"""Limit on the files of results that one client gets: each is as much work as dozens of pages."""

import hashlib
import hmac
import ipaddress
import time

from django.conf import settings
from django.core.cache import cache

from accounts.network import client_address

WINDOW = 60  # seconds
MAX_FILES = 60  # per client in WINDOW


def is_too_many(request) -> bool:
    """Count a file; return whether the client got too many. The address is not kept, but a keyed hash of it."""
    key = _make_key(request)
    cache.add(key, 0, WINDOW * 2)
    try:
        return cache.incr(key) > MAX_FILES
    except ValueError:  # the cache dropped the key, or has no room
        return False


def _make_key(request) -> str:
    address = client_address(request)
    try:
        ip = ipaddress.ip_address(address)
        if ip.version == 6:  # a client has a network of addresses
            address = str(ipaddress.ip_network((ip, 64), strict=False))
    except ValueError:
        pass
    text = f"search-files {int(time.time()) // WINDOW} {address}"
    return "search-files-" + hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()[:32]
