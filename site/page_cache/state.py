"""The state of what readers see: the generation, and the moment until which the clock changes nothing.

Whatever is computed from public data alone can be kept under its name, in any cache: it changes with every change. `memo` keeps such values
in this process, shared by all threads, such as the pages of the menu. Who gets a row of the database takes a copy: what it fetches on the
way, such as a related row, is then asked for by each answer, and counts as what that one was made from. Inside a transaction nothing is
kept: what it sees may be taken back. An answer that uses a value was made from what the value was made from (page_cache.reads).
"""

import threading
import time
import uuid
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta
from typing import Any, NamedTuple, TypeVar

from django.db import DatabaseError, connection
from django.utils import timezone

from page_cache import reads, triggers
from page_cache.models import GENERATION

CHECK_AGAIN = 60  # seconds after which missing triggers are looked for again


class Completeness:
    """Whether the triggers are there; asked once, and again a minute after they were not."""

    def __init__(self):
        self.known, self.ask_at = False, 0.0

    def __bool__(self) -> bool:
        """Return whether every table that readers see raises the generation."""
        if not self.known and time.monotonic() >= self.ask_at:
            self.ask_at = time.monotonic() + CHECK_AGAIN
            try:
                self.known = triggers.is_complete()
            except DatabaseError:
                self.known = False
        return self.known


completeness = Completeness()


def read_generation() -> int | None:
    """Return the generation as this thread's own connection sees it, or None while the cache is closed."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(GENERATION)
            found = cursor.fetchone()[0]
    except DatabaseError:
        return None
    return None if found is None else int(found)


class Moments(list[Callable[[datetime], datetime | None]]):
    """A list that apps fill at start-up; each item is added once."""

    def add(self, find: Callable[[datetime], datetime | None]) -> None:
        """Append what is not in the list."""
        if find not in self:
            self.append(find)


# find(now): the first moment after `now` at which something appears, changes or goes without a change of the database, or None.
# Apps add to it in their `extensions.py`.
clock_moments: Moments = Moments()


def find_next_moment(now: datetime) -> datetime:
    """Return the first moment after `now` that ends kept answers: local midnight at the latest, for days become past."""
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    found = (find(now) for find in clock_moments)
    return min([midnight, *(moment for moment in found if moment is not None and moment > now)])


class Deadlines:
    """The next moment, computed once for each generation and again when it has passed."""

    def __init__(self):
        self._known: tuple[int, datetime, datetime] | None = None
        self._lock = threading.Lock()

    def find(self, generation: int) -> datetime:
        """Return the moment at which what is made now, under this generation, ends; a few queries once a generation."""
        now = timezone.now()
        if self._known is not None:
            of, since, until = self._known
            if of == generation and since <= now < until:
                return until
        with reads.pausing():
            until = find_next_moment(now)
        with self._lock:
            if self._known is None or generation >= self._known[0]:
                self._known = generation, now, until
        return until

    def forget(self) -> None:
        """Compute it again at the next question."""
        self._known = None


deadlines = Deadlines()
_process = uuid.uuid4().hex


_held: ContextVar[list | None] = ContextVar("held_state", default=None)


@contextmanager
def holding_state() -> Iterator[None]:
    """Read the state once until the end of the block, at the first question; for a request that changes nothing."""
    token = _held.set([])
    try:
        yield
    finally:
        _held.reset(token)


def name_state(is_noted: bool = False) -> str | None:
    """Return the name of the present state, or None while nothing may be kept. One query, none while it is held.

    `is_noted`: what is kept under the name says what it was made from (page_cache.reads), whenever it is used. What does not makes
    an answer that uses it one of this state alone.

    Inside a transaction, whose changes nobody else sees and which may be taken back, it is a name of this process.
    """
    if not is_noted:
        reads.note(None)
    held = _held.get()
    if held is None or connection.in_atomic_block:
        return _read_state()
    if not held:
        held.append(_read_state())
    return held[0]


def _read_state() -> str | None:
    number = read_generation() if completeness else None
    if number is None:
        return None
    own = f"{_process}-" if connection.in_atomic_block else ""
    ends = deadlines.find(number)
    return f"{own}{number}-{ends.timestamp():.0f}"


MOST = 5_000
Value = TypeVar("Value")


class Known(NamedTuple):
    """A value, and the queries that it was made from; None when they cannot be asked again."""

    value: Any
    queries: tuple[reads.Query, ...] | None


_memos: list["Memo"] = []


class Memo:
    """At most `most` values of the newest state that was asked for."""

    def __init__(self, most: int = MOST):
        self.most = most
        self.forget()
        _memos.append(self)

    def forget(self) -> None:
        """Drop all values."""
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
            if (made := reads.current.get()) is not None:
                made.add(known.queries)
            return known.value
        with reads.recording() as made:
            value = compute()
        if value is not None:
            values[(state, name)] = Known(value, made.queries and tuple(made.queries.values()))
        return value


memo = Memo()


def forget() -> None:
    """Forget all that this process keeps for a state."""
    deadlines.forget()
    for one in _memos:
        one.forget()
