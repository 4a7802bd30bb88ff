"""What an answer was made from: the queries that ran, and what they gave; and whether it lacks something.

A change raises one number for every page, and most pages are the same after it. An answer is made from the database, the clock and
nothing else; so when each of its queries gives the same rows again, it is the same answer, and making it anew would be in vain. What the
clock changes ends the answer before (page_cache.state); a parameter that was the present moment is the present moment again.
"""

import hashlib
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property, lru_cache

from django.db import connection
from django.utils import timezone

from page_cache.models import GENERATION

MOST = 200  # queries of an answer
NEAR, MINUTE = timedelta(days=1), timedelta(minutes=1)
_PLACEHOLDER = re.compile(r"(?<!%)%s")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?")


# When the request began, or the recording outside of one: from then on a moment may be its present moment, in whatever part of it a
# query was put together. PageCacheMiddleware sets it.
begun: ContextVar[datetime | None] = ContextVar("begun", default=None)


@dataclass(frozen=True)
class Query:
    """A query; `clocks` are the parameters that said the present moment: {position: how much later}."""

    sql: str
    params: tuple | None
    clocks: dict[int, timedelta] = field(default_factory=dict)

    @cached_property
    def key(self) -> tuple:
        """What tells it from other queries."""
        return self.sql, repr([self.clocks.get(at, value) for at, value in enumerate(self.params or ())])

    def digest(self) -> bytes:
        """Return a digest of what it gives now."""
        params = self.params
        if params and self.clocks:
            now, adapt = timezone.now(), connection.ops.adapt_datetimefield_value
            moments = {at: adapt(now + later) for at, later in self.clocks.items()}
            params = tuple(moments.get(at, value) for at, value in enumerate(params))
        rows = repr(fetch(self.sql, params)).encode("utf-8", "surrogatepass")
        return hashlib.blake2b(rows, digest_size=16).digest()


def fetch(sql: str, params: tuple | None) -> list[tuple]:
    """Return the rows of a query; on SQLite by the shortest way, for thousands run after each change."""
    if connection.vendor == "sqlite" and not connection.queries_logged and not connection.execute_wrappers:
        connection.ensure_connection()
        with connection.wrap_database_errors:
            if params is None:
                return connection.connection.execute(sql).fetchall()
            return connection.connection.execute(as_qmark(sql), params).fetchall()
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


@lru_cache(4096)
def as_qmark(sql: str) -> str:
    """Return a query with Django's placeholders with those of SQLite."""
    return _PLACEHOLDER.sub("?", sql).replace("%%", "%")


# Every address depends on these, which Wagtail keeps in a cache of its own.
ALWAYS = (
    Query(
        "SELECT site.id, hostname, port, is_default_site, other.url_path, other.locale_id FROM wagtailcore_site site"
        " JOIN wagtailcore_page root ON root.id = site.root_page_id"
        " JOIN wagtailcore_page other ON other.translation_key = root.translation_key ORDER BY site.id, other.id",
        None,
    ),
    Query("SELECT id, language_code FROM wagtailcore_locale ORDER BY id", None),
)


class Recording:
    """The queries that ran since it began; None when more than reading was done, or more than can be asked again."""

    def __init__(self):
        self.begun = begun.get() or timezone.now()
        self.queries: dict[tuple, Query] | None = {}

    def add(self, queries: Iterable[Query] | None) -> None:
        """Add queries; None: something that cannot be asked again."""
        if queries is None:
            self.queries = None
        if self.queries is not None:
            self.queries.update((query.key, query) for query in queries)
            self.queries = self.queries if len(self.queries) <= MOST else None

    def note(self, execute, sql, params, many, context):
        """Run a query, as an execute wrapper of the connection does, and add it."""
        if sql != GENERATION and self.queries is not None and not _is_paused.get():
            self.add(self._read(sql, params, many))
        return execute(sql, params, many, context)

    def _read(self, sql: str, params, many: bool) -> list[Query] | None:
        """Return the query, or None when it writes, or when it is not known which of its moments is the present one."""
        if many or not isinstance(sql, str) or not sql.lstrip("(").startswith("SELECT ") or isinstance(params, dict):
            return None
        clocks = find_clocks(params or (), self.begun, timezone.now())
        if clocks is None:
            return None
        return [Query(sys.intern(str(sql)), None if params is None else tuple(params), clocks)]


NOTHING = Recording()  # of an answer that is not kept


def find_clocks(params: Iterable, begun: datetime, now: datetime) -> dict[int, timedelta] | None:
    """Return {position: how much later} of the parameters that say the present moment, asked for between `begun` and `now`.

    Such as a while before it: a whole number of minutes, to the microsecond. None when it is not known of a moment of these days.
    """
    near = {at: moment for at, value in enumerate(params) if (moment := as_moment(value)) and abs(moment - now) <= NEAR}
    clocks = {at: timedelta() for at, moment in near.items() if begun <= moment <= now}
    for at in near.keys() - clocks.keys():
        later = (near[at] - near[one] for one, none in clocks.items() if not none)
        clocks[at] = next((found for found in later if not found % MINUTE), None)
    return None if None in clocks.values() else clocks


def as_moment(value) -> datetime | None:
    """Return the moment that a parameter says, or None."""
    if isinstance(value, str) and _MOMENT.fullmatch(value):
        value = datetime.fromisoformat(value)
    if not isinstance(value, datetime):
        return None
    return value if value.tzinfo else value.replace(tzinfo=UTC)


_is_paused: ContextVar[bool] = ContextVar("is_paused", default=False)
current: ContextVar[Recording | None] = ContextVar("recording", default=None)


@contextmanager
def recording() -> Iterator[Recording]:
    """Record what is read in the block; a recording around it has that too."""
    made = Recording()
    token, start = current.set(made), begun.set(made.begun)
    try:
        with connection.execute_wrapper(made.note):
            yield made
    finally:
        begun.reset(start)
        current.reset(token)


@contextmanager
def pausing() -> Iterator[None]:
    """Record nothing in the block: what is asked there is not about the answer."""
    token = _is_paused.set(True)
    try:
        yield
    finally:
        _is_paused.reset(token)


def note(queries: Iterable[Query] | None) -> None:
    """Say what a value was made from that was kept and is now used; None when that is not known."""
    if (made := current.get()) is not None:
        made.add(queries)


_is_incomplete: ContextVar[bool] = ContextVar("is_incomplete", default=False)


def mark_incomplete() -> None:
    """Say that the answer that is being made lacks something; it is not kept."""
    _is_incomplete.set(True)


def mark_complete() -> None:
    """Forget what earlier answers of this thread lacked."""
    _is_incomplete.set(False)


def is_incomplete() -> bool:
    """Return whether the answer lacks something."""
    return _is_incomplete.get()
