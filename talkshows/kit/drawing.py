"""Draws files of a kit in a child process, at most a few at a time on one machine."""

import fcntl
import io
import json
import time
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from media.child_process import run_worker
from talkshows.kit.artwork import Artwork, make_job
from talkshows.kit.facts import KitFacts
from talkshows.kit.lettering import FONTS

WORKER = Path(__file__).with_name("typst_worker.py")
TEMPLATES = Path(__file__).with_name("typst")
TIMEOUT = 15  # seconds, for all files of one call
PLACES = 2  # children at a time
PATIENCE = 1.0  # seconds to wait for a place
ASK_AGAIN = 0.05  # seconds


class DrawingError(Exception):
    """The files could not be drawn."""


class BusyError(Exception):
    """Others are being drawn; ask again in a few seconds."""


def draw_files(facts: KitFacts, artworks: Iterable[Artwork]) -> dict[str, bytes]:
    """Return {name: file}; raise DrawingError when the child failed or took too long."""
    asked = {
        "templates": str(TEMPLATES),
        "fonts": str(FONTS),
        "jobs": [make_job(artwork, facts) for artwork in artworks],
    }
    with run_worker(WORKER, io.BytesIO(json.dumps(asked).encode()), timeout=TIMEOUT) as (code, out):
        if code:
            raise DrawingError(f"the child ended with {code}")
        with zipfile.ZipFile(out) as files:
            return {name: files.read(name) for name in files.namelist()}


@contextmanager
def take_place(folder: Path) -> Iterator[None]:
    """Hold one of the places for drawing of this machine; raise BusyError when none is free in time.

    Places are locked files in `folder`, which the system frees when a process ends. Where the disk takes no file, drawing
    goes on without.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        files = [(folder / f".place-{number}").open("ab") for number in range(PLACES)]
    except OSError:
        yield
        return
    try:
        _wait_for_one(files)
        yield
    finally:
        for file in files:
            file.close()


def _wait_for_one(files: list) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        for file in files:
            with suppress(BlockingIOError):
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return
        if time.monotonic() >= until:
            raise BusyError
        time.sleep(ASK_AGAIN)
