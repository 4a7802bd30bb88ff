"""Is an answer ever older than a change? `make bench ONLY=storm`.

Three editors, each a process, change twelve entries in turn: they publish, rename, withdraw, restrict, merge a theme, write a row past
all signals. Eight readers ask for twenty addresses of a server with two processes. Before a change its number stands in `begun`, after its
commit in `committed`; an answer must be that of a state between what was committed when it was asked for, and what was begun
when it came. First SQLite, then PostgreSQL with Redis where they are installed.
"""

import http.client
import mmap
import random
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

from bench.site import ROOT, Site, end, has_postgresql_and_redis, run_redis, run_site
from bench.storm_states import ENTRIES, State, expect

CHANGES, EDITORS, READERS = 500, 3, 8
LISTINGS = [
    "?sort=title",
    "/zoeken/",
    "/",
    "/themas/",
    "/sitemap.xml",
    "/feeds/alles.xml",
    "/nieuw/",
    "?sort=title&utm=1",
]


class Board:
    """Numbers that processes share: for each entry the change that began last and the one that was committed last."""

    def __init__(self, path: Path, make: bool = False):
        if make:
            path.write_bytes(bytes(8 * ENTRIES))
        with path.open("r+b") as file:
            self.memory = mmap.mmap(file.fileno(), 8 * ENTRIES)

    def read(self, entry: int, committed: bool) -> int:
        """Return the number of the last change."""
        return struct.unpack_from("i", self.memory, 8 * entry + 4 * committed)[0]

    def write(self, entry: int, committed: bool, number: int) -> None:
        """Note the number of a change."""
        struct.pack_into("i", self.memory, 8 * entry + 4 * committed, number)


class Reader(threading.Thread):
    """Asks for addresses until told to stop; `stale` and `errors` are what was wrong."""

    def __init__(self, site: Site, section: str, board: Board, number: int):
        super().__init__(daemon=True)
        self.site, self.section, self.board, self.random = site, section, board, random.Random(number)
        self.stopping = threading.Event()
        self.stale: list[str] = []
        self.errors: list[str] = []
        self.told: Counter = Counter()

    def run(self) -> None:
        """Ask, each time on one of two connections, which can be those of two processes."""
        connections = [http.client.HTTPConnection(self.site.netloc, timeout=60) for _ in range(2)]
        while not self.stopping.is_set():
            try:
                self.ask(self.random.choice(connections))
            except Exception as error:
                self.errors.append(repr(error))
                for connection in connections:
                    connection.close()

    def ask(self, connection) -> None:
        """Ask for one address, and compare the answer with the states that were possible."""
        at = self.random.randrange(ENTRIES + len(LISTINGS))
        if at < ENTRIES:
            first = self.board.read(at, committed=True)
            path = expect(at, first).path
            status, text = self.fetch(connection, self.section + path)
            states = [expect(at, number) for number in range(first, self.board.read(at, committed=False) + 1)]
            if not any(fits(state, path, status, text) for state in states):
                self.stale.append(f"{path} {status}: none of {states}")
        else:
            path = LISTINGS[at - ENTRIES]
            before = [self.board.read(entry, committed=True) for entry in range(ENTRIES)]
            status, text = self.fetch(connection, path if path.startswith("/") else self.section + path)
            if status != 200:
                self.errors.append(f"{path}: {status}")
            elif path.startswith("?"):
                for entry, first in enumerate(before):
                    last = self.board.read(entry, committed=False)
                    tokens = {expect(entry, number).token for number in range(first, last + 1)}
                    if not any(token in text if token else expect(entry, first).mark not in text for token in tokens):
                        self.stale.append(f"{path}: entry {entry} is none of {tokens}")

    def fetch(self, connection, path: str) -> tuple[int, str]:
        """Return status and text."""
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
        except (http.client.RemoteDisconnected, ConnectionError):  # it was idle for longer than the server waits
            connection.close()
            connection.request("GET", path)
            answer = connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        if answer.status >= 500:
            self.errors.append(f"{path}: {answer.status}")
        self.told[answer.headers.get("Server-Timing", "").partition('"')[2].strip('"')] += 1
        return answer.status, text


def fits(state: State, path: str, status: int, text: str) -> bool:
    """Return whether an answer is that of a state."""
    if state.path != path:
        return status in {301, 404, 410}
    if state.token:
        return status == 200 and state.token in text and (not state.theme or state.theme in text)
    return state.mark not in text and status == state.status


def measure() -> dict:
    """Return {database: figures}."""
    found = {"SQLite": rage()}
    if has_postgresql_and_redis():
        from tests.config.postgresql import serve

        with ExitStack() as stack:
            database, cache = stack.enter_context(serve()), stack.enter_context(run_redis())
            found["PostgreSQL and Redis"] = rage(DATABASE_URL=database, CACHE_URL=cache)
    return found


def rage(**settings: str) -> dict:
    """Run one storm; return what was changed, read, stale and wrong."""
    with run_site(content=False, **settings) as site, tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "board"
        board = Board(path, make=True)
        section = site.call("bench.storm_editor", "make")
        readers = [Reader(site, section, board, number) for number in range(READERS)]
        for reader in readers:
            reader.start()
        begun = time.monotonic()
        command = [sys.executable, "-m", "bench.storm_editor", "change", str(path)]
        editors = [
            subprocess.Popen([*command, str(number), str(CHANGES)], env=site.environment, cwd=ROOT)
            for number in range(EDITORS)
        ]
        try:
            failed = sum(editor.wait() != 0 for editor in editors)
        finally:
            end(*editors)
        seconds = time.monotonic() - begun
        time.sleep(1)
        for reader in readers:
            reader.stopping.set()
        for reader in readers:
            reader.join(60)
        changes = sum(board.read(entry, committed=True) for entry in range(ENTRIES))
        errors = [error for reader in readers for error in reader.errors]
        stale = [line for reader in readers for line in reader.stale]
        told = sum((reader.told for reader in readers), Counter())
        return {
            "changes": changes, "editors that failed": failed, "seconds": round(seconds, 1), "answers": sum(told.values()),
            "cache": dict(told), "stale": len(stale), "errors": len(errors), "examples": [*stale[:3], *errors[:3]],
            "processes": len(site.find_processes()) - 1,
        }  # fmt: skip
