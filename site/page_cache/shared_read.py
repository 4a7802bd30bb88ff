"""Reading the generation for who may get a ready page: at once, and for many in an event loop that must not wait for a database."""

import asyncio
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

from django.db import DEFAULT_DB_ALIAS, close_old_connections, connections

from page_cache.models import GENERATION
from page_cache.state import read_generation

_local = threading.local()


def read_quickly() -> int | None:
    """Return the generation by the shortest way: on SQLite a connection of this thread that does nothing else."""
    settings = connections.settings[DEFAULT_DB_ALIAS]
    if not settings["ENGINE"].endswith("sqlite3") or not is_file(settings["NAME"]):
        return read_generation()
    try:
        return _get_reader(str(settings["NAME"])).execute(GENERATION).fetchone()[0]
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


class SharedRead:
    """Gives each request the result of a read that began after it came; requests that come together share one.

    SQLite is read at once: that takes microseconds and waits for nobody.
    """

    def __init__(self):
        settings = connections.settings[DEFAULT_DB_ALIAS]
        self.is_at_once = settings["ENGINE"].endswith("sqlite3") and is_file(settings["NAME"])
        self.pool = ThreadPoolExecutor(1, thread_name_prefix="generation")
        self.next: asyncio.Future | None = None
        self.task: asyncio.Task | None = None

    async def get(self) -> int | None:
        """Return the generation, or None while nothing is kept."""
        if self.is_at_once:
            return read_quickly()
        if self.next is None:
            self.next = asyncio.get_running_loop().create_future()
        mine = self.next
        if self.task is None or self.task.done():
            self.task = asyncio.get_running_loop().create_task(self._read_for_all())
        return await asyncio.shield(mine)

    async def _read_for_all(self) -> None:
        while self.next is not None:
            asked, self.next = self.next, None
            asked.set_result(await asyncio.get_running_loop().run_in_executor(self.pool, read))


def read() -> int | None:
    """Return the generation; a connection that failed is given up, so that the next read begins anew."""
    number = read_generation()
    if number is None:
        close_old_connections()
    return number
