"""The web server: granian, with limits for slow clients (docs/decisions/0058)."""

import ctypes
import gc
import os
import resource
from contextlib import suppress

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

TARGET = "config.rsgi:application"
CONNECTIONS = 4096  # that a process keeps open at once: slow clients hold no more than that
BACKLOG = 2048
READ_HEADERS_WITHIN = 15_000  # milliseconds for the first lines of a request
LARGEST_HEADERS = 64 * 1024
M_ARENA_MAX = -8  # of mallopt(3)
STOP_WITHIN = 2  # seconds for what is being answered


def make_server(host: str, port: int, target: str = TARGET, factory: bool = False):
    """Return the server; access is not logged, for the log would hold the addresses of readers."""
    return Granian(
        target,
        factory=factory,
        address=host,
        port=port,
        interface=Interfaces.RSGI,
        workers=max(1, int(os.environ.get("WEB_WORKERS", "2"))),
        http=HTTPModes.http1,
        websockets=False,
        backlog=BACKLOG,
        backpressure=CONNECTIONS,
        http1_settings=HTTP1Settings(header_read_timeout=READ_HEADERS_WITHIN, max_buffer_size=LARGEST_HEADERS),
        log_level=LogLevels.error,
        log_access=False,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_WITHIN,
    )


def limit_arenas() -> None:
    """Let the threads of a process share two pools of memory instead of having one each; no effect without glibc."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").mallopt(M_ARENA_MAX, 2)


def give_back_memory() -> None:
    """Give back what is free, before processes begin as copies of this one; no effect without glibc."""
    gc.collect()
    with suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").malloc_trim(0)
    gc.freeze()  # what is loaded stays as it is, so that its memory is shared


def raise_file_limit() -> None:
    """Let a process have as many open connections and files as the system allows it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 4 * CONNECTIONS if hard == resource.RLIM_INFINITY else min(hard, 4 * CONNECTIONS)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
