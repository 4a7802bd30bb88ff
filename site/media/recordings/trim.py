"""Trims the file of a recording to a new file, in a child process with resource limits."""

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.core.files import File

from media import child_process
from media.models import SiteMedia

WORKER = Path(__file__).with_name("trim_worker.py")
TIMEOUT = 300  # seconds; copying an hour takes a few


class TrimError(Exception):
    """Trimming failed; `reason` is `no-picture` (no key frame in the range), `empty` or `failed`."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class TrimmedFile:
    """A new recording file, and the start and end (seconds) of its content in the original."""

    media: SiteMedia
    start: float
    end: float
    requested_end: int


def trim_recording(item: SiteMedia, start: int, end: int, title: str) -> TrimmedFile:
    """Save the range from `start` to `end` (seconds) as a new SiteMedia; raise TrimError when that is not possible.

    A fault of the machine, such as a full disk, is no answer: it is raised as it is, and leaves nothing.
    """
    suffix = PurePosixPath(item.file.name).suffix.lower()
    with tempfile.TemporaryDirectory(dir=settings.FILE_UPLOAD_TEMP_DIR) as folder:
        original, trimmed = Path(folder) / f"original{suffix}", Path(folder) / f"trimmed{suffix}"
        try:
            with item.file.storage.open(item.file.name, "rb") as source, original.open("wb") as copy:
                for chunk in iter(lambda: source.read(1 << 20), b""):
                    copy.write(chunk)
            command = [sys.executable, "-I", str(WORKER), str(original), str(trimmed), str(start), str(end)]
            done = subprocess.run(command, capture_output=True, timeout=TIMEOUT)  # noqa: S603
            child_process.raise_machine_fault(done.returncode)
            done.check_returncode()
            found = json.loads(done.stdout)
            if "reason" in found:
                raise TrimError(found["reason"])
            original.unlink()
            with trimmed.open("rb") as file:
                new = SiteMedia(
                    title=title[:255], type=item.type, duration=found["end"] - found["start"], width=item.width, height=item.height,
                    collection=item.collection, maker=item.maker, source=item.source, licence=item.licence,
                )  # fmt: skip
                # The original name may contain the guest's name, and the URL shows it.
                new.file.save(f"opname-{start}-{end}{suffix}", File(file), save=False)
        except (FileNotFoundError, ValueError, subprocess.SubprocessError) as error:
            raise TrimError("failed") from error
    try:
        new.save()
    except BaseException:
        new.file.delete(save=False)
        raise
    return TrimmedFile(new, found["start"], found["end"], end)
