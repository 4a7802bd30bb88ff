"""Reading the generation: one number that every change to what readers see raises, in the change's own transaction."""

import sqlite3
import threading
import time
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections

from page_cache import triggers

# Not a number while a row without an amount says that migrations run, and without any row.
QUERY = "SELECT CASE WHEN COUNT(*) = COUNT(amount) THEN SUM(amount) END FROM page_cache_change"
BY_CHANGE = 'SELECT "table", is_minor, SUM(amount) FROM page_cache_change GROUP BY "table", is_minor'
CHECK_AGAIN = 60  # seconds after which missing triggers are looked for again
_local = threading.local()


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


def read() -> int | None:
    """Return the generation as this thread's own connection sees it, or None while the cache is closed."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(QUERY)
            found = cursor.fetchone()[0]
    except DatabaseError:
        return None
    return None if found is None else int(found)


class Changed(NamedTuple):
    """What changed: a table, "" for a change that no table shows; `is_minor`: only columns of it that few queries read."""

    table: str
    is_minor: bool = False


def read_parts() -> dict[Changed, int]:
    """Return the part of the generation that each kind of change has; raise DatabaseError where it cannot be read."""
    with connection.cursor() as cursor:
        cursor.execute(BY_CHANGE)
        return {Changed(table, bool(is_minor)): int(amount or 0) for table, is_minor, amount in cursor.fetchall()}


def read_quickly() -> int | None:
    """Return the generation by the shortest way: on SQLite a connection of this thread that does nothing else."""
    settings = connections.settings[DEFAULT_DB_ALIAS]
    if not settings["ENGINE"].endswith("sqlite3") or not is_file(settings["NAME"]):
        return read()
    try:
        return _get_reader(str(settings["NAME"])).execute(QUERY).fetchone()[0]
    except sqlite3.Error:
        close_reader()
        return None


def is_file(name) -> bool:
    """Return whether the name of a SQLite database is that of a file."""
    return ":memory:" not in str(name) and not str(name).startswith("file:")


def _get_reader(name: str) -> sqlite3.Connection:
    """Return this thread's connection that reads the generation."""
    found = getattr(_local, "reader", None)
    if found is None or _local.name != name:
        close_reader()
        address = f"file:{quote(str(Path(name).absolute()))}?mode=ro"
        found = sqlite3.connect(address, uri=True, timeout=1, isolation_level=None, check_same_thread=False)
        _local.reader, _local.name = found, name
    return found


def close_reader() -> None:
    """Close this thread's connection."""
    found = getattr(_local, "reader", None)
    _local.reader = None
    if found is not None:
        found.close()
