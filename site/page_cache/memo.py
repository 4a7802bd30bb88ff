"""Values that this process keeps for the present state of what readers see, such as the pages of the menu.

They are computed from public data alone and shared by all threads. Who gets a row of the database takes a copy: what it fetches on the way, such
as a related row, is then asked for by each answer, and counts as what that one was made from. Inside a transaction nothing is
kept: what it sees may be taken back. An answer that uses a value was made from what the value was made from (page_cache.reads).
"""

from collections.abc import Callable, Hashable
from typing import Any, NamedTuple, TypeVar

from django.db import connection

from page_cache import reads
from page_cache.state import name_state

MOST = 5_000
Value = TypeVar("Value")


class Known(NamedTuple):
    """A value, and the queries that it was made from; None when they cannot be asked again."""

    value: Any
    queries: tuple[reads.Query, ...] | None


class Memo:
    """At most `most` values of the newest state that was asked for."""

    def __init__(self, most: int = MOST):
        self.most = most
        self._state: str | None = None
        self._values: dict[Hashable, Known] = {}

    def get(self, name: Hashable, compute: Callable[[], Value]) -> Value:
        """Return the value of a name in the present state, computed if it is missing. None is not kept."""
        state = None if connection.in_atomic_block else name_state(is_noted=True)
        if state is None:
            return compute()
        if state != self._state or len(self._values) >= self.most:
            self._state, self._values = state, {}
        values = self._values  # of another thread, when it saw another state meanwhile: then it is not asked for again
        known = values.get((state, name))
        if known is not None:
            reads.note(known.queries)
            return known.value
        with reads.recording() as made:
            value = compute()
        if value is not None:
            values[(state, name)] = Known(value, made.queries and tuple(made.queries.values()))
        return value


memo = Memo()
