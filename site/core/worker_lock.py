"""One worker per database: a lock that ends with the process that holds it, however it ends (docs/decisions/0039).

SQLite is for one host: an `flock` on a file beside the database, which the kernel releases. PostgreSQL serves several hosts:
an advisory lock of a session of its own, which the server releases when the connection ends.
"""

import fcntl
import os
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from django.db import connection
from django.utils import timezone

ADVISORY_KEY = 7_305_814_207  # of this site's worker; any number that nothing else locks in the database
DEAD_HOST = {"tcp_keepalives_idle": 20, "tcp_keepalives_interval": 10, "tcp_keepalives_count": 3}  # gone after 50 s
HELD = (
    " FROM pg_locks LEFT JOIN pg_stat_activity USING (pid) WHERE locktype = 'advisory' AND granted"
    " AND (classid::bigint << 32) + objid::bigint = %s"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)
PAUSES = (0.05, 0.2)  # seconds before it tries again: who asks whether a worker runs has the lock for a moment


class WorkerRunsError(Exception):
    """Another worker runs on this database; the message says which, as far as it is known."""


@contextmanager
def hold_worker_lock() -> Iterator[Callable[[], None]]:
    """Hold the lock of the worker; raise WorkerRunsError when another process has it.

    Yields a function that sends SIGTERM to this process when the lock was lost, such as by a restart of the database.
    """
    with _lock_in_postgresql() if connection.vendor == "postgresql" else _lock_file(_lock_path()) as check:
        yield check


def is_worker_running() -> bool:
    """Return whether a process holds the lock of the worker; a database in memory has none."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1" + HELD, [ADVISORY_KEY])
            return cursor.fetchone() is not None
    try:
        handle = os.open(_lock_path(), os.O_RDONLY)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False


def _describe_process() -> str:
    return f"process {os.getpid()} on {socket.gethostname()}"


def _lock_path() -> str:
    """Return the path of the lock file, or an empty text for a database in memory, which no other process can use."""
    name = str(connection.settings_dict["NAME"])
    return "" if ":memory:" in name or "mode=memory" in name else f"{os.path.realpath(name)}.worker"


@contextmanager
def _lock_file(path: str) -> Iterator[Callable[[], None]]:
    if not path:
        yield lambda: None
        return
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if not _lock(handle):
            raise WorkerRunsError(os.read(handle, 200).decode("utf-8", "replace").strip())
        _write_holder(handle)
        yield lambda: None
    finally:
        os.close(handle)


def _lock(handle: int) -> bool:
    """Lock the file; return False when somebody else keeps it locked."""
    for pause in (*PAUSES, None):
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if pause is not None:
                time.sleep(pause)
        else:
            return True
    return False


def _write_holder(handle: int) -> None:
    """Write which process holds the lock, for another one to tell; a full disk does not matter."""
    with suppress(OSError):
        os.ftruncate(handle, 0)
        os.write(handle, f"{_describe_process()}, since {timezone.localtime():%Y-%m-%d %H:%M:%S}".encode())


@contextmanager
def _lock_in_postgresql() -> Iterator[Callable[[], None]]:
    session = connection.copy()  # of its own: connections of requests and tasks are closed now and then
    session.inc_thread_sharing()  # the clock asks whether it is alive
    try:
        with session.cursor() as cursor:
            cursor.execute("SELECT set_config('application_name', %s, false)", [f"worker: {_describe_process()}"[:63]])
            for name, seconds in DEAD_HOST.items():
                cursor.execute("SELECT set_config(%s, %s, false)", [name, str(seconds)])
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [ADVISORY_KEY])
            if not cursor.fetchone()[0]:
                raise WorkerRunsError(_find_holder(cursor))
        yield lambda: _check_session(session)
    finally:
        session.close()


def _find_holder(cursor) -> str:
    cursor.execute("SELECT application_name, backend_start" + HELD, [ADVISORY_KEY])
    row = cursor.fetchone()
    return f"{row[0].removeprefix('worker: ')}, since {row[1]:%Y-%m-%d %H:%M:%S}" if row and row[1] else ""


def _check_session(session) -> None:
    try:
        with session.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_locks WHERE pid = pg_backend_pid() AND locktype = 'advisory'")
            held = cursor.fetchone() is not None
    except Exception:  # whatever the reason, the lock is not held any more
        held = False
    if not held:
        os.kill(os.getpid(), signal.SIGTERM)
