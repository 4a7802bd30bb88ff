"""What is free goes back to the system, and connections of the web processes keep little of the database."""

import subprocess
import sys

from django.db import connection
from django.db.backends.signals import connection_created

from config import memory
from tests.query_counts import CaptureQueriesContext

# Many small pieces between which one in a thousand stays: the C library keeps the pages of the others.
FRAGMENTS = """
import ctypes, re
from config.memory import return_free_memory
libc = ctypes.CDLL("libc.so.6")
libc.malloc.restype, libc.malloc.argtypes, libc.free.argtypes = ctypes.c_void_p, [ctypes.c_size_t], [ctypes.c_void_p]
def measure(): return int(re.search(r"VmRSS:\\s+(\\d+)", open("/proc/self/status").read())[1])
pieces = [libc.malloc(3000) for _ in range(10_000)]
for at, piece in enumerate(pieces):
    if at % 1000 != 999:
        libc.free(piece)
full = measure()
return_free_memory()
print(full - measure())
"""
ALLOCATOR = """
import os
from config.memory import limit_allocators
limit_allocators()
os.environ["_RJEM_MALLOC_CONF"] += ",confirm_conf:true"
import granian._granian
"""


def run(code: str) -> subprocess.CompletedProcess:
    """Run code in a process of its own, in which `config` is found."""
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd="site", check=True)


def test_free_memory_goes_back():
    assert int(run(FRAGMENTS).stdout) > 20_000  # kilobytes, of 30 MB


def test_server_allocates_from_one_pool_and_gives_back_at_once():
    told = run(ALLOCATOR).stderr
    assert f'"{memory.JEMALLOC},confirm_conf:true"' in told
    assert "Invalid conf" not in told


def test_what_is_loaded_is_not_collected_and_what_comes_is_looked_at_less_often():
    told = run(
        "import gc; from config.memory import share_memory; share_memory(); print(gc.get_freeze_count(), gc.get_threshold()[0])"
    )
    frozen, threshold = map(int, told.stdout.split())
    assert frozen > 1000 and threshold == memory.GENERATIONS[0]


def test_connection_of_a_web_process_keeps_little_of_the_database(db):
    receivers = connection_created.receivers[:]
    try:
        memory.limit_database_caches()
        with CaptureQueriesContext(connection) as captured:
            connection_created.send(type(connection), connection=connection)
        asked = [query["sql"] for query in captured]
        assert asked == ([f"PRAGMA cache_size=-{memory.SQLITE_CACHE}"] if connection.vendor == "sqlite" else [])
    finally:
        connection_created.receivers = receivers
        connection_created.sender_receivers_cache.clear()
