"""Values that this process keeps for the present state of what readers see, such as the pages of the menu.

They are computed from public data alone, shared by all threads, and never changed by who gets them. Inside a transaction nothing is
kept: what it sees may be taken back.
"""

from collections.abc import Callable, Hashable
from typing import TypeVar

from django.db import connection

from page_cache.state import name_state

MOST = 5_000
Value = TypeVar("Value")


class Memo:
    """At most `most` values of the newest state that was asked for."""

    def __init__(self, most: int = MOST):
        self.most = most
        self._state: str | None = None
        self._values: dict[Hashable, object] = {}

    def get(self, name: Hashable, compute: Callable[[], Value]) -> Value:
        """Return the value of a name in the present state, computed if it is missing. None is not kept."""
        state = None if connection.in_atomic_block else name_state()
        if state is None:
            return compute()
        if state != self._state or len(self._values) >= self.most:
            self._state, self._values = state, {}
        values = self._values  # of another thread, when it saw another state meanwhile: then it is not asked for again
        found = values.get((state, name))
        if found is None:
            found = compute()
            if found is not None:
                values[(state, name)] = found
        return found  # type: ignore[return-value]


memo = Memo()
