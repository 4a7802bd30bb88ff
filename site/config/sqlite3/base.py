"""Connections of the SQLite database; where the disk has no room, they read and refuse to write.

A database in WAL mode needs two files beside it, `-wal` and `-shm`, also to read. The last process that closes it takes them
away, so on a full disk nobody could open it again. Then it is opened as a file that nobody changes (`immutable`), which is true
as long as nobody can write; each request tries again whether there is room.
"""

import logging
import os
import sqlite3
from pathlib import Path
from urllib.parse import quote

from django.db.backends.sqlite3 import base

logger = logging.getLogger("database")
# Names of SQLite's errors when the two files cannot be made or written.
NO_ROOM = {
    "SQLITE_FULL", "SQLITE_IOERR_SHMSIZE", "SQLITE_IOERR_SHMOPEN", "SQLITE_IOERR_SHMMAP", "SQLITE_IOERR_WRITE",
    "SQLITE_IOERR_TRUNCATE", "SQLITE_IOERR_FSYNC", "SQLITE_CANTOPEN", "SQLITE_CANTOPEN_DIRTYWAL", "SQLITE_READONLY_DIRECTORY",
    "SQLITE_READONLY_CANTINIT", "SQLITE_READONLY_RECOVERY", "SQLITE_READONLY",
}  # fmt: skip


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that is kept for the next request, unless it can only read."""

    reads_only = False  # opened without room for the files of WAL

    def get_new_connection(self, conn_params):
        """Return a connection; one that only reads where the disk has no room."""
        self.reads_only = False
        try:
            return super().get_new_connection(conn_params)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname not in NO_ROOM or not is_file(conn_params["database"]):
                raise
            if write_back(conn_params["database"]):
                try:
                    return super().get_new_connection(conn_params)  # the log is gone, and left its room
                except sqlite3.OperationalError:
                    pass
            if has_unwritten_log(conn_params["database"]):
                raise
            logger.warning("no room beside the database (%s): it is only read", error.sqlite_errorname)
            return self._open_for_reading(conn_params)

    def _open_for_reading(self, conn_params):
        commands, self.init_commands = self.init_commands, ["PRAGMA temp_store=MEMORY"]
        try:
            address = f"file:{quote(os.path.abspath(conn_params['database']))}?mode=ro&immutable=1"
            connection = super().get_new_connection({**conn_params, "database": address})
        finally:
            self.init_commands = commands
        self.reads_only = True
        return connection

    def close_if_unusable_or_obsolete(self):
        """Close a connection that only reads after each request: there may be room now, and then the file changes."""
        if self.reads_only and not self.in_atomic_block:
            self.close()
        super().close_if_unusable_or_obsolete()


def is_file(name) -> bool:
    """Return whether a database name is the path of an existing file, not a database in memory or an address."""
    text = str(name)
    return ":memory:" not in text and not text.startswith("file:") and Path(text).is_file()


def has_unwritten_log(name) -> bool:
    """Return whether changes stand in the write-ahead log alone: without them the file is not whole."""
    try:
        return Path(f"{name}-wal").stat().st_size > 0
    except OSError:
        return False


def write_back(name) -> bool:
    """Write a log that a killed process left behind into the database, and empty it; return whether that was done.

    Needs no `-shm`: in exclusive mode SQLite keeps its content in memory.
    """
    if not has_unwritten_log(name):
        return False
    try:
        connection = sqlite3.connect(name, timeout=5)
        try:
            connection.execute("PRAGMA locking_mode=EXCLUSIVE")
            return connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0
        finally:
            connection.close()
    except sqlite3.OperationalError:
        return False
