"""Counts that are kept until anything that readers see changes: by a change of the database, or by the clock alone.

They are kept under the name of the state (page_cache.state), so no count outlives a change that is committed, nor the second of
an expiry (docs/decisions/0039, 0057).
"""

from collections.abc import Callable

from django.core.cache import cache

from page_cache import reads
from page_cache.state import name_state

SECONDS = 3600


def get_or_compute(name: str, compute: Callable):
    """Return the cached value of `compute()`, computed if missing; works without a cache too. One query.

    What it was counted from is kept with it: an answer that uses the count was made from that too.

    `compute` makes its own queryset: one that was made earlier may still count what has expired since.
    """
    state = name_state(is_noted=True)
    key = f"counted:{state}:{name}"
    found = cache.get(key) if state else None
    if found is not None:
        counted, queries = found
        reads.note(queries)
        return counted
    with reads.recording() as recording:
        counted = compute()
    if state:
        cache.set(key, (counted, recording.queries and list(recording.queries.values())), SECONDS)
    return counted
