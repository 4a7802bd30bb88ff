"""Numbers that change only when something is published: kept in the cache, under a version that every change ends."""

import uuid
from collections.abc import Callable

from django.core.cache import cache
from django.db import transaction

VERSION = "counts-version"
SECONDS = 3600  # what no signal tells of (rows written by hand) is right again after this


def invalidate_counts(**_signal) -> None:
    """End the version: at once, and again when the change can be seen by others. Takes any signal."""
    _renew()
    transaction.on_commit(_renew)


def _renew() -> None:
    cache.set(VERSION, uuid.uuid4().hex, None)


def get_or_compute(name: str, make: Callable):
    """Return what `make()` returned last under this name, or ask it; a cache that does not answer is no error."""
    version = cache.get(VERSION)
    if version is None:
        _renew()
        version = cache.get(VERSION)
    key = f"counts:{version}:{name}"
    found = cache.get(key) if version else None
    if found is None:
        found = make()
        if version:
            cache.set(key, found, SECONDS)
    return found
