"""Counts that are kept until anything that readers see changes: by a change of the database, or by the clock alone.

They are kept under the name of the state (page_cache.state), so no count outlives a change that is committed, nor the second of
an expiry (docs/decisions/0039, 0057).
"""

from collections.abc import Callable

from django.core.cache import cache

from page_cache.state import name_state

SECONDS = 3600


def get_or_compute(name: str, compute: Callable):
    """Return the cached value of `compute()`, computed if missing; works without a cache too. One query.

    `compute` makes its own queryset: one that was made earlier may still count what has expired since.
    """
    state = name_state()
    key = f"counts:{state}:{name}"
    found = cache.get(key) if state else None
    if found is None:
        found = compute()
        if state:
            cache.set(key, found, SECONDS)
    return found
