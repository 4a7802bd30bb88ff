"""The folder of files on their way: uploads, and recordings that are read or cut. They end with their request or task."""

import shutil
import time
from contextlib import suppress
from pathlib import Path

from django.conf import settings

KEPT = 24 * 3600  # seconds; no request and no task takes so long


def remove_left_over() -> None:
    """Remove what a process left that was killed."""
    if settings.FILE_UPLOAD_TEMP_DIR is None:  # the system's own folder, which is not ours to tidy
        return
    for path in Path(settings.FILE_UPLOAD_TEMP_DIR).glob("*"):
        with suppress(OSError):
            if path.lstat().st_mtime > time.time() - KEPT:
                continue
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()
