"""Fetched tiles in a folder with an upper bound: those that were read longest ago go first."""

import os
import tempfile
import threading
import time
from pathlib import Path

DAY = 24 * 3600
KEEP_SECONDS = 30 * DAY  # then a tile is fetched again
ROOM = 200 * 1024 * 1024  # bytes of all tiles
LOOK_EVERY = 40  # tiles that are written between two looks at the room
TARGET = 0.9  # of the room, after removing


class TileStore:
    """Tiles by zoom and square below a folder; several processes may use it at once."""

    def __init__(self, folder: Path, room: int = ROOM, look_every: int = LOOK_EVERY):
        self.folder, self.room, self.look_every = folder, room, look_every
        self._written, self._lock = 0, threading.Lock()

    def path(self, zoom: int, x: int, y: int) -> Path:
        """Return the file of a tile."""
        return self.folder / str(zoom) / str(x) / str(y)

    def read(self, zoom: int, x: int, y: int, stale: bool = False) -> bytes | None:
        """Return a tile that is not too old (`stale`: of any age), or None."""
        path = self.path(zoom, x, y)
        try:
            state = path.stat()
            if not stale and time.time() - state.st_mtime > KEEP_SECONDS:
                return None
            if time.time() - state.st_atime > DAY:
                os.utime(path, (time.time(), state.st_mtime))  # when it was read last
            return path.read_bytes()
        except OSError:
            return None

    def write(self, zoom: int, x: int, y: int, content: bytes) -> None:
        """Keep a tile, whole or not at all; a disk without room is no fault of the reader."""
        path = self.path(zoom, x, y)
        try:
            path.parent.mkdir(0o700, parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(content)
                os.replace(name, path)
            except OSError:
                Path(name).unlink(missing_ok=True)
                raise
        except OSError:
            return
        with self._lock:
            self._written += 1
            look = self._written % self.look_every == 0
        if look:
            self.make_room()

    def make_room(self) -> int:
        """Remove the tiles that were read longest ago while all take more than the room; return the bytes that remain."""
        found = []
        for path in self.folder.rglob("*"):
            try:
                if path.is_file():
                    state = path.stat()
                    found.append((max(state.st_atime, state.st_mtime), state.st_size, path))
            except OSError:
                continue
        total = sum(size for _when, size, _path in found)
        if total <= self.room:
            return total
        for _when, size, path in sorted(found):
            path.unlink(missing_ok=True)
            total -= size
            if total <= self.room * TARGET:
                break
        return total
