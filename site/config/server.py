"""The web server: granian, with limits for slow clients (docs/decisions/0058)."""

import json
import os
import resource
import signal
import socket
import sys

from django.conf import settings
from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

from config import process_watch

TARGET = "config.rsgi:application"
CONNECTIONS = 4096  # that a process keeps open at once: slow clients hold no more than that
BACKLOG = 2048
READ_HEADERS_WITHIN = 15_000  # milliseconds for the first lines of a request
LARGEST_HEADERS = 64 * 1024
STOP_WITHIN = 2  # seconds for what is being answered


class Server(Granian):
    """The server, whose first process becomes one without the site in its memory as soon as the others run."""

    def _serve_loop(self, spawn_target, target_loader):
        signal.pthread_sigmask(signal.SIG_BLOCK, process_watch.SIGNALS)  # what arrives meanwhile is for who watches
        process_watch.stop(find_remaining(), STOP_WITHIN)
        if self.interrupt_signal or self.interrupt_children:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, process_watch.SIGNALS)
            return super()._serve_loop(spawn_target, target_loader)
        command = json.dumps([sys.executable, *sys.orig_argv[1:]])
        processes = (str(worker.inner.pid) for worker in self.wrks)
        sys.stdout.flush()
        sys.stderr.flush()
        watch = [sys.executable, "-I", "-S", process_watch.__file__, str(STOP_WITHIN), command, *processes]
        os.execv(watch[0], watch)  # noqa: S606 -- our own file


def find_remaining() -> set[int]:
    """Return the processes of an earlier start that still serve."""
    return set(map(int, os.environ.get(process_watch.REMAINING, "").split()))


def make_server(host: str, port: int, target: str = TARGET, factory: bool = False):
    """Return the server; access is not logged, for the log would hold the addresses of readers."""
    return Server(
        target,
        factory=factory,
        address=host,
        port=port,
        interface=Interfaces.RSGI,
        workers=settings.WEB_WORKERS,
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


def check_address(host: str, port: int) -> None:
    """Raise OSError when nobody may listen there, before the site is loaded: another server does, or the user may not."""
    if find_remaining():
        return
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((host, port))


def raise_file_limit() -> None:
    """Let a process have as many open connections and files as the system allows it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 4 * CONNECTIONS if hard == resource.RLIM_INFINITY else min(hard, 4 * CONNECTIONS)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
