"""Files are kept whole or not at all: a disk that fills up half-way leaves nothing behind."""

import os
import tempfile
from pathlib import Path

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage

from media.uploads import rollback

INCOMING = ".incoming"


class WholeFileStorage(FileSystemStorage):
    """Writes beside the others first; a file appears under its name only when all of it is on the disk."""

    def _save(self, name, content):
        """Return the name under which `content` was stored; raise OSError with nothing left behind."""
        if self._can_be_moved(content):
            stored = super()._save(name, content)
        else:
            folder = Path(self.path(INCOMING))
            folder.mkdir(parents=True, exist_ok=True)
            handle, path = tempfile.mkstemp(dir=folder)
            try:
                with os.fdopen(handle, "wb") as written:
                    for chunk in content.chunks():
                        written.write(chunk)
                    written.flush()
                    os.fsync(written.fileno())
                stored = super()._save(name, _Written(path, content.name))
            finally:
                Path(path).unlink(missing_ok=True)
        rollback.note_file(self, stored)
        return stored

    def _can_be_moved(self, content) -> bool:
        """Return whether `content` lies on the same disk already, so that moving it writes nothing."""
        if not hasattr(content, "temporary_file_path"):
            return False
        above = Path(self.location)
        return above.exists() and os.stat(content.temporary_file_path()).st_dev == above.stat().st_dev


class _Written(File):
    """A file that is on the disk already, to be moved."""

    def __init__(self, path: str, name: str):
        super().__init__(None, name)
        self._path = path

    def temporary_file_path(self) -> str:
        """Return where it lies."""
        return self._path
