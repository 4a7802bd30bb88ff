"""Keeps the memory of the web processes small: what is free goes back to the system."""

import asyncio
import ctypes
import gc
import os
from contextlib import suppress

from django.db.backends.signals import connection_created

M_ARENA_MAX = -8  # of mallopt(3)
# jemalloc, by which granian allocates: pieces of files for hundreds of slow clients would otherwise stay with the threads that read them.
JEMALLOC = "narenas:1,dirty_decay_ms:0,muzzy_decay_ms:0"
SQLITE_CACHE = 500  # KiB of each connection of the web processes; the system keeps the file in memory anyway
# New objects before the garbage collector looks: a page that lists many entries makes thousands that need no looking at.
GENERATIONS = 10_000, 20, 50
EVERY = 10  # seconds between two returns of free memory


def limit_allocators() -> None:
    """Let the threads of a process share pools of memory instead of having one each; call it before granian is loaded.

    No effect without glibc or jemalloc.
    """
    os.environ.setdefault("_RJEM_MALLOC_CONF", JEMALLOC)
    with suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").mallopt(M_ARENA_MAX, 2)


def limit_database_caches() -> None:
    """Let connections that this process opens from now on keep little of a SQLite database."""
    connection_created.connect(_limit_cache, dispatch_uid="config.memory")


def _limit_cache(connection, **_kwargs) -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA cache_size=-{SQLITE_CACHE}")


def share_memory() -> None:
    """Keep what is loaded as it is, before processes begin as copies of this one, so that they share it.

    What is loaded is not looked at again by the garbage collector, and what comes later not so often.
    """
    gc.collect()
    return_free_memory()
    gc.freeze()
    gc.set_threshold(*GENERATIONS)


def return_free_memory() -> None:
    """Return what is free to the system; no effect without glibc."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").malloc_trim(0)


def return_free_memory_again(loop: asyncio.AbstractEventLoop) -> None:
    """Return what is free now and then: pages that were made leave holes. A few milliseconds."""
    return_free_memory()
    loop.call_later(EVERY, return_free_memory_again, loop)
