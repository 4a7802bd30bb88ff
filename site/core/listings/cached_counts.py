"""Counts that are cached until something is published; every change starts a new version of the cache keys."""

import uuid
from collections.abc import Callable

from django.core.cache import cache
from django.db import transaction

VERSION_KEY = "counts-version"
SECONDS = 3600  # upper bound for changes without a signal


def invalidate_counts() -> None:
    """Start a new version: now, and again after the commit, when other processes see the change."""
    _start_version()
    transaction.on_commit(_start_version)


def _start_version() -> None:
    cache.set(VERSION_KEY, uuid.uuid4().hex, None)


def get_or_compute(name: str, compute: Callable):
    """Return the cached value of `compute()`, computed if missing; works without a cache too."""
    version = cache.get(VERSION_KEY)
    if version is None:
        _start_version()
        version = cache.get(VERSION_KEY)
    key = f"counts:{version}:{name}"
    found = cache.get(key) if version else None
    if found is None:
        found = compute()
        if version:
            cache.set(key, found, SECONDS)
    return found
