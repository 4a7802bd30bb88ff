"""Copies of the test database: SQLite copies pages with its backup API, PostgreSQL makes a database from a template."""

import gc
import shutil
import sqlite3
import time
from contextlib import closing
from pathlib import Path

from django.db import connection

from tests.kept_database import find_kept, keep


class SQLiteCopy:
    """A copy of the database in a file."""

    def __init__(self, folder: Path, name: str):
        self.path = folder / f"{name}.sqlite3"

    def save(self) -> None:
        """Keep the database as it is now."""
        connection.ensure_connection()
        with closing(sqlite3.connect(self.path)) as kept:
            connection.connection.backup(kept)

    def restore(self) -> None:
        """Make the database as it was when it was kept."""
        connection.ensure_connection()
        end_transaction()
        with closing(sqlite3.connect(self.path)) as kept:
            self._replace_from(kept)

    def _replace_from(self, kept: sqlite3.Connection, longest: float = 2) -> None:
        """Replace the database when no statement is open on it: one is, until it is read to its end or its cursor is closed.

        What a thread of a browser's server still reads is waited for, `longest` seconds; what is open then is closed.
        """
        end = time.monotonic() + longest
        while time.monotonic() < end:
            try:
                return kept.backup(connection.connection)
            except sqlite3.OperationalError:  # "destination database is in use"
                gc.collect()
                time.sleep(0.05)
        for cursor in filter(is_cursor, gc.get_objects()):
            cursor.close()
        kept.backup(connection.connection)

    def take_kept(self) -> bool:
        """Take the copy that an earlier run kept; return whether there is one."""
        kept = find_kept()
        if kept.exists():
            shutil.copy(kept, self.path)
        return kept.exists()

    def keep(self) -> None:
        """Keep the copy for later runs."""
        keep(self.path)

    def use_as_start(self) -> None:
        """Make tables without migrations; `restore()` replaces the whole file afterwards."""
        connection.settings_dict["TEST"]["MIGRATE"] = False

    def drop(self) -> None:
        """Remove the copy."""
        self.path.unlink(missing_ok=True)


class PostgreSQLCopy:
    """A copy of the database beside it, on the same server."""

    def __init__(self, database: str, name: str):
        self.name = f"{database}_{name}"

    def save(self) -> None:
        """Keep the database as it is now."""
        self._replace(self.name, connection.settings_dict["NAME"])

    def restore(self) -> None:
        """Make the database as it was when it was kept."""
        self._replace(connection.settings_dict["NAME"], self.name)

    def take_kept(self) -> bool:
        """Return False: no copy outlives a run."""
        return False

    def keep(self) -> None:
        """Keep nothing: the server need not be there in the next run."""

    def use_as_start(self) -> None:
        """Make the test database from this one, in which no table is missing."""
        connection.settings_dict["TEST"].update(TEMPLATE=self.name, MIGRATE=False)

    def drop(self) -> None:
        """Remove the copy."""
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {_quote(self.name)} WITH (FORCE)")

    def _replace(self, target: str, template: str) -> None:
        connection.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {_quote(target)} WITH (FORCE)")
            cursor.execute(f"CREATE DATABASE {_quote(target)} TEMPLATE {_quote(template)}")


def is_cursor(thing: object) -> bool:
    """Return whether this is a cursor of the tests' connection, however long something keeps it."""
    return issubclass(type(thing), sqlite3.Cursor) and thing.connection is connection.connection


def end_transaction() -> None:
    """End the transaction that a browser's last request left open: its thread and the test share one connection, and its state."""
    if not connection.in_atomic_block and connection.get_autocommit():
        return
    connection.connection.rollback()
    connection.in_atomic_block = connection.needs_rollback = False
    connection.savepoint_ids, connection.run_on_commit = [], []
    connection.set_autocommit(True)


def make_copy(folder: Path, database: str, name: str) -> SQLiteCopy | PostgreSQLCopy:
    """Return the copy of this name: a file in `folder`, or a database whose name begins with `database`."""
    return PostgreSQLCopy(database, name) if connection.vendor == "postgresql" else SQLiteCopy(folder, name)


def _quote(name: str) -> str:
    return connection.ops.quote_name(name)
