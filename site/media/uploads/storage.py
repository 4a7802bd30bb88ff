"""File storage with atomic writes and deletions that wait: a full disk leaves no partial file and takes none away."""

import os
import tempfile
from pathlib import Path

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage

from media.uploads import rollback
from media.uploads.file_names import clean_name

TEMPORARY_FOLDER = ".incoming"


def lies_beside(content, folder: Path) -> bool:
    """Return whether `content` is a temporary file on the file system of a folder, so that moving it there is atomic and takes no room."""
    if not hasattr(content, "temporary_file_path") or not folder.exists():
        return False
    return os.stat(content.temporary_file_path()).st_dev == folder.stat().st_dev


class AtomicFileSystemStorage(FileSystemStorage):
    """Writes to a temporary file, and moves it to its name after fsync."""

    def get_valid_name(self, name):
        """Return a cleaned name as it is: Django's rule drops the vowel signs of many scripts."""
        return name if clean_name(name) == name else super().get_valid_name(name)

    def _save(self, name, content):
        """Return the name of the stored file; raise OSError and leave no partial file when writing fails."""
        if self._can_be_moved(content):
            with open(content.temporary_file_path(), "rb") as written:
                os.fsync(written.fileno())
            stored = super()._save(name, content)
        else:
            folder = Path(self.path(TEMPORARY_FOLDER))
            for missing in reversed([one for one in (folder, *folder.parents) if not one.exists()]):
                missing.mkdir(0o700, exist_ok=True)
            handle, path = tempfile.mkstemp(dir=folder)
            try:
                with os.fdopen(handle, "wb") as written:
                    for chunk in content.chunks():
                        written.write(chunk)
                    written.flush()
                    os.fsync(written.fileno())
                stored = super()._save(name, _WrittenFile(path, content.name))
            finally:
                Path(path).unlink(missing_ok=True)
        rollback.record_file(self, stored)
        return stored

    def delete(self, name):
        """Delete a file, within a request at its end: a view that fails has lost nothing."""
        if not rollback.postpone_deletion(self, name):
            super().delete(name)

    def _can_be_moved(self, content) -> bool:
        return lies_beside(content, Path(self.location))


class _WrittenFile(File):
    """A temporary file for FileSystemStorage to move."""

    def __init__(self, path: str, name: str):
        super().__init__(None, name)
        self._path = path

    def temporary_file_path(self) -> str:
        """Return the path of the temporary file."""
        return self._path
