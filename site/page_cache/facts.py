"""What queries gave in the newest state, and whether an answer that was made from them is still the same."""

import re
import threading
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from django.db import DatabaseError, connection
from django.utils import timezone

from page_cache.reads import ALWAYS, Query, Recording, pausing
from page_cache.state import read_generation
from page_cache.ticket import Ticket
from page_cache.tracked import find_tracked_tables, is_whole

MOST_FACTS = 50_000  # queries of all answers
BY_CHANGE = 'SELECT "table", is_minor, SUM(amount) FROM page_cache_change GROUP BY "table", is_minor'
_WORD = re.compile(r"\w+")


class Changed(NamedTuple):
    """What changed: a table, "" for a change that no table shows; `is_minor`: only columns of it that few queries read."""

    table: str
    is_minor: bool = False


def read_parts() -> dict[Changed, int]:
    """Return the part of the generation that each kind of change has; raise DatabaseError where it cannot be read."""
    with connection.cursor() as cursor:
        cursor.execute(BY_CHANGE)
        return {Changed(table, bool(is_minor)): int(amount or 0) for table, is_minor, amount in cursor.fetchall()}


class Facts:
    """What queries gave in the newest state that was asked for: a query that many pages have runs once in each state.

    What they gave in the state before counts on when no table changed that they read.
    """

    def __init__(self):
        self._lock = threading.Lock()
        self.forget()

    def find(self, queries: Iterable[Query], ticket: Ticket) -> list[bytes] | None:
        """Return what queries give in the state of a ticket, or None when it is over."""
        try:
            known = self.find_known(ticket)
            if known is None:
                return None
            new: dict[tuple, tuple[Query, bytes]] = {}
            digests = []
            for query in queries:
                key = query.key
                fact = known.get(key) or new.get(key)
                if fact is None:
                    fact = new[key] = (query, query.digest())
                digests.append(fact[1])
        except DatabaseError:
            return None
        if read_generation() != ticket.generation or timezone.now().timestamp() >= ticket.ends:
            return None
        known.update(new)
        return digests

    def find_known(self, ticket: Ticket) -> dict[tuple, tuple[Query, bytes]] | None:
        """Return {key: (query, what it gives)} of what is known already in the state of a ticket, None when that is over."""
        with self._lock:
            if self._is_newer(ticket) and not self._turn_to(ticket):
                return None
            return self._digests if self._ticket == ticket else {}

    def _is_newer(self, ticket: Ticket) -> bool:
        known = self._ticket
        return known is None or ticket.generation > known.generation or (
            ticket.generation == known.generation and ticket.ends != known.ends
        )  # fmt: skip

    def _turn_to(self, ticket: Ticket) -> bool:
        """Take over what still counts in a newer state; return False when that state is over."""
        parts = read_parts()
        if sum(parts.values()) != ticket.generation:
            return False
        kept: dict[tuple, tuple[Query, bytes]] = {}
        if self._ticket is not None and self._ticket.ends == ticket.ends and len(self._digests) <= MOST_FACTS:
            changed = {
                change for change in parts.keys() | self._parts.keys() if parts.get(change) != self._parts.get(change)
            }
            kept = {key: fact for key, fact in list(self._digests.items()) if is_untouched(fact[0].sql, changed)}
        self._ticket, self._parts, self._digests = ticket, parts, kept
        return True

    def forget(self) -> None:
        """Forget everything, as when numbers of generations come again: after a restored backup, or the rollback of a test."""
        with self._lock:
            self._ticket: Ticket | None = None
            self._parts: dict[Changed, int] = {}
            self._digests: dict[tuple, tuple[Query, bytes]] = {}


def is_untouched(sql: str, changed: set[Changed]) -> bool:
    """Return whether a query gives the same after these changes."""
    tables = find_tables(sql)
    if tables is None:
        return False
    return not any(
        not table or (table in tables and (not is_minor or names_rarely_read_column(sql, table)))
        for table, is_minor in changed
    )


@lru_cache(4096)
def names_rarely_read_column(sql: str, table: str) -> bool:
    """Return whether a query names a column of a table that few queries read, or may read all columns."""
    if "*" in sql.replace("COUNT(*)", ""):
        return True
    return not _rarely_read_columns()[table].isdisjoint(_WORD.findall(sql))


@lru_cache(4096)
def find_tables(sql: str) -> frozenset[str] | None:
    """Return the tables that a query names, None when a change of one of them may not say so."""
    tables = frozenset(_WORD.findall(sql)) & _all_tables()
    return tables if tables and tables <= _whole_tables() else None


@lru_cache(1)
def _all_tables() -> frozenset[str]:
    with pausing():
        return frozenset(connection.introspection.table_names(include_views=True))


@lru_cache(1)
def _whole_tables() -> frozenset[str]:
    return frozenset(table for table, _columns, tracking in find_tracked_tables() if is_whole(tracking))


@lru_cache(1)
def _rarely_read_columns() -> dict[str, frozenset[str]]:
    return {table: tracking.rarely_read for table, _columns, tracking in find_tracked_tables()}


facts = Facts()


class Reading(NamedTuple):
    """The queries of an answer and what they gave."""

    queries: tuple[Query, ...]
    digests: list[bytes]

    def is_among(self, known: Mapping[tuple, tuple[Query, bytes]]) -> bool:
        """Return whether it is known already of all of them that they give the same."""
        facts = (known.get(query.key) for query in self.queries)
        return all(fact is not None and fact[1] == digest for fact, digest in zip(facts, self.digests, strict=True))

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
