"""Counts that are cached until something is published; every change starts a new version of the cache keys.

A page that expires is gone before anybody says so: the pages that only the clock hides are part of the key too, so no count
outlives the second of an expiry (docs/decisions/0039).
"""

import uuid
from collections.abc import Callable

from django.core.cache import cache
from django.db import transaction

from core.models.querysets import find_hidden_ids

VERSION_KEY = "counts-version"
SECONDS = 3600  # upper bound for changes without a signal


def invalidate_counts() -> None:
    """Start a new version: now, and again after the commit, when other processes see the change."""
    _start_version()
    transaction.on_commit(_start_version)


def _start_version() -> None:
    cache.set(VERSION_KEY, uuid.uuid4().hex, None)


def get_or_compute(name: str, compute: Callable):
    """Return the cached value of `compute()`, computed if missing; works without a cache too. One query.

    `compute` makes its own queryset: one that was made earlier may still count what has expired since.
    """
    version, hidden = cache.get(VERSION_KEY), find_hidden_ids()
    if version is None:
        _start_version()
        version = cache.get(VERSION_KEY)
    key = f"counts:{version}:{name}:{hash(tuple(hidden))}"
    found = cache.get(key) if version else None
    if found is None:
        found = compute()
        if version:
            cache.set(key, found, SECONDS)
    return found
