"""What an answer was made from: the queries that ran, and what they gave.

A change raises one number for every page, and most pages are the same after it. An answer is made from the database, the clock and
nothing else; so when each of its queries gives the same rows again, it is the same answer, and making it anew would be in vain. What the
clock changes ends the answer before (page_cache.moments); a parameter that was the present moment is the present moment again.
"""

import hashlib
import re
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from django.db import DatabaseError, connection
from django.utils import timezone

from page_cache import generation
from page_cache.ticket import Ticket

MOST, MOST_FACTS = 200, 50_000  # queries of an answer; of all answers
NEAR, MINUTE = timedelta(days=1), timedelta(minutes=1)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?")


# When the request began: from then on a moment may be its present moment, in whatever part of it a query was put together.
_begun: ContextVar[datetime | None] = ContextVar("begun", default=None)


class Query(NamedTuple):
    """A query; `clocks` are the parameters that said the present moment: {position: how much later}."""

    sql: str
    params: tuple | None
    clocks: dict[int, timedelta] = {}

    @property
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
        with connection.cursor() as cursor:
            cursor.execute(self.sql, params)
            return hashlib.blake2b(repr(cursor.fetchall()).encode("utf-8", "surrogatepass"), digest_size=16).digest()


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
        self.begun = _begun.get() or timezone.now()
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
        if sql != generation.QUERY and self.queries is not None and not _is_paused.get():
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
_recording: ContextVar[Recording | None] = ContextVar("recording", default=None)


@contextmanager
def recording() -> Iterator[Recording]:
    """Record what is read in the block; a recording around it has that too."""
    made = Recording()
    token = _recording.set(made)
    try:
        with beginning(), connection.execute_wrapper(made.note):
            yield made
    finally:
        _recording.reset(token)


@contextmanager
def beginning() -> Iterator[None]:
    """Let all recordings in the block count from now, or from the begin of the block around it."""
    token = _begun.set(_begun.get() or timezone.now())
    try:
        yield
    finally:
        _begun.reset(token)


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
    if (made := _recording.get()) is not None:
        made.add(queries)


class Facts:
    """What queries gave in the newest state that was asked for: a query that many pages have runs once in each state."""

    def __init__(self):
        self._ticket: Ticket | None = None
        self._digests: dict[tuple, bytes] = {}
        self._lock = threading.Lock()

    def find(self, queries: Iterable[Query], ticket: Ticket) -> list[bytes] | None:
        """Return what queries give in the state of a ticket, or None when it is over."""
        with self._lock:
            if (
                self._ticket is None
                or ticket.generation > self._ticket.generation
                or (ticket.generation == self._ticket.generation and ticket.ends != self._ticket.ends)
            ):
                self._ticket, self._digests = ticket, {}
            if len(self._digests) > MOST_FACTS:
                self._digests = {}
            known = self._digests if self._ticket == ticket else {}
        new: dict[tuple, bytes] = {}
        try:
            digests = [known.get(query.key) or new.setdefault(query.key, query.digest()) for query in queries]
        except DatabaseError:
            return None
        if generation.read() != ticket.generation or timezone.now().timestamp() >= ticket.ends:
            return None
        known.update(new)
        return digests

    def forget(self) -> None:
        """Forget everything, as when numbers of generations come again: after a restored backup, or the rollback of a test."""
        with self._lock:
            self._ticket, self._digests = None, {}


facts = Facts()


class Reading(NamedTuple):
    """The queries of an answer and what they gave."""

    queries: tuple[Query, ...]
    digests: list[bytes]

    def holds(self, ticket: Ticket) -> bool:
        """Return whether they give the same in the state of a ticket."""
        return facts.find(self.queries, ticket) == self.digests


def make_reading(made: Recording, ticket: Ticket) -> Reading | None:
    """Return what was read in the state of a ticket; None when that is over, or cannot be asked again.

    The queries run a second time: as long as the state is the same, they give what the answer was made from.
    """
    if made.queries is None:
        return None
    queries = (*ALWAYS, *made.queries.values())
    digests = facts.find(queries, ticket)
    return None if digests is None else Reading(queries, digests)
