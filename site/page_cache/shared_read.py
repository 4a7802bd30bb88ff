"""Reading the generation for many requests at once, in an event loop that must not wait for a database."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from django.db import DEFAULT_DB_ALIAS, close_old_connections, connections

from page_cache import generation


class SharedRead:
    """Gives each request the result of a read that began after it came; requests that come together share one.

    SQLite is read at once: that takes microseconds and waits for nobody.
    """

    def __init__(self):
        settings = connections.settings[DEFAULT_DB_ALIAS]
        self.is_at_once = settings["ENGINE"].endswith("sqlite3") and generation.is_file(settings["NAME"])
        self.pool = ThreadPoolExecutor(1, thread_name_prefix="generation")
        self.next: asyncio.Future | None = None
        self.task: asyncio.Task | None = None

    async def get(self) -> int | None:
        """Return the generation, or None while nothing is kept."""
        if self.is_at_once:
            return generation.read_quickly()
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
    number = generation.read()
    if number is None:
        close_old_connections()
    return number
