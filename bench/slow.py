"""Who else waits while slow clients hold on? `make bench ONLY=slow`.

200 viewers load a recording at 64 KB/s, sixteen requests are half sent, sixteen posts arrive slowly: `/` is answered all the while, and the recording
arrives whole and in ranges.
"""

import hashlib
import http.client
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from bench.load import run
from bench.site import ROOT, Site, end, run_site

VIEWERS, HALF, POSTS = 200, 16, 16
SECONDS, READERS = 30, 20
LIMIT = 1000  # milliseconds, p95 of the home page
SIZE = 24_000_000  # bytes of the recording: no viewer reaches its end
LARGE = "bench.large_recording"


@contextmanager
def slow_clients(
    site: Site, path: str, viewers: int = VIEWERS, half: int = HALF, posts: int = POSTS
) -> Iterator[list[int]]:
    """Hold the slow clients while the block runs; afterwards the list holds how many lost their connection, and bytes read."""
    command = [sys.executable, "-m", "bench.slow_clients", str(site.port), path, str(viewers), str(half), str(posts)]
    found: list[int] = []
    process = subprocess.Popen(
        command, cwd=ROOT, env=site.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout.readline().strip() == "held"
        yield found
        process.stdin.close()
        found += map(int, process.stdout.read().split())
    finally:
        end(process)


def measure() -> dict:
    """Return times of the home page alone and beside the slow clients, and whether the recording arrived."""
    with run_site() as site:
        made = site.call(LARGE, str(SIZE))
        alone = run(site.port, lambda _reader: "/", READERS, 5, think=0.1)
        with slow_clients(site, made["path"]) as held:
            beside = run(site.port, lambda _reader: "/", READERS, SECONDS, think=0.1)
            whole = fetch(site, made["path"])
            part = fetch(site, made["path"], "bytes=1000000-1999999")
            uncached = run(site.port, lambda reader: f"/zoeken/?q=wijk+{reader}", 2, 5, think=0.5)
        return {
            "alone": {"p50_ms": alone.quantile(0.5), "p95_ms": alone.quantile(0.95)},
            "beside": {"p50_ms": beside.quantile(0.5), "p95_ms": beside.quantile(0.95), "answers": len(beside.seconds),
                       "failures": len(beside.errors)},
            "searches beside": {"p95_ms": uncached.quantile(0.95), "failures": len(uncached.errors)},
            "limit_ms": LIMIT,
            "recording whole": hashlib.sha256(whole[1]).hexdigest() == made["sha256"],
            "range right": part[0] == 206 and hashlib.sha256(part[1]).hexdigest() == made["part"],
            "viewers": VIEWERS, "half sent": HALF, "slow posts": POSTS, "viewers that lost their connection": held[0],
            "MB that they read": round(held[1] / 1e6), "memory_mb": site.measure_memory(),
        }  # fmt: skip


def fetch(site: Site, path: str, part: str = "") -> tuple[int, bytes]:
    """Return status and bytes of a file, or of a part of it."""
    connection = http.client.HTTPConnection(site.netloc, timeout=60)
    connection.request("GET", path, headers={"Range": part} if part else {})
    answer = connection.getresponse()
    found = answer.status, answer.read()
    connection.close()
    return found
