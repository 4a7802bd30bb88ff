"""Cuts a piece out of a recording's file, in a child with limits; the new file stands beside the old one."""

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from django.core.files import File

from media.models import SiteMedia

CHILD = Path(__file__).with_name("trim_worker.py")
LIMIT = 300  # seconds; copying an hour takes a few


class TrimError(Exception):
    """`reason`: `no-picture` (no frame in the piece that a picture can begin with), `empty` or `failed`."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Piece:
    """A new recording, and where it starts and ends in the old one (seconds): within what was asked."""

    item: SiteMedia
    start: float
    end: float
    asked_end: int


def trim(item: SiteMedia, start: int, end: int, title: str) -> Piece:
    """Keep the piece of a recording from `start` to `end` (seconds) as a recording of its own; CannotCut."""
    ending = PurePosixPath(item.file.name).suffix.lower()
    with tempfile.TemporaryDirectory() as folder:
        given, made = Path(folder) / f"given{ending}", Path(folder) / f"made{ending}"
        try:
            with item.file.storage.open(item.file.name, "rb") as source, given.open("wb") as copy:
                for piece in iter(lambda: source.read(1 << 20), b""):
                    copy.write(piece)
            command = [sys.executable, "-I", str(CHILD), str(given), str(made), str(start), str(end)]
            done = subprocess.run(command, capture_output=True, timeout=LIMIT, check=True)  # noqa: S603
            found = json.loads(done.stdout)
            if "reason" in found:
                raise TrimError(found["reason"])
            given.unlink()
            with made.open("rb") as file:
                new = SiteMedia(
                    title=title[:255], type=item.type, duration=found["end"] - found["start"], width=item.width, height=item.height,
                    collection=item.collection, maker=item.maker, source=item.source, licence=item.licence,
                )  # fmt: skip
                # The old name may name who is cut out, and readers see it in the address.
                new.file.save(f"opname-{start}-{end}{ending}", File(file), save=False)
        except (OSError, ValueError, subprocess.SubprocessError) as error:
            raise TrimError("failed") from error
    new.save()
    return Piece(new, found["start"], found["end"], end)
