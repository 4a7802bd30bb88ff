"""Limit on the files of results that one client gets: each is as much work as dozens of pages.

Counted in the cache and not by `accounts.rate_limits`, whose rows a database without room could not take: reading needs no write.
"""

import time

from django.core.cache import cache

from accounts.network import client_network, make_digest
from accounts.rate_limits import CLIENT_PREFIXES

WINDOW = 60  # seconds
MAX_FILES = 60  # per client in WINDOW


def is_too_many(request) -> bool:
    """Count a file; return whether the client got too many. The address is not kept, but a keyed hash of it."""
    window = int(time.time()) // WINDOW
    key = f"search-files-{window}-{make_digest(client_network(request, CLIENT_PREFIXES))}"
    cache.add(key, 0, WINDOW * 2)
    try:
        return cache.incr(key) > MAX_FILES
    except ValueError:  # the cache dropped the key, or has no room
        return False
