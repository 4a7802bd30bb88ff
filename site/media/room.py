"""A full disk: seen before an upload begins to be kept, and cleaned up after when it was not."""

import errno
import os
import shutil
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files.storage import FileSystemStorage, default_storage
from django.utils.translation import gettext_lazy as _

RESERVE = 2 * 1024**2  # bytes that stay free for the database
NO_ROOM = _("There is no room for this file on the server. Nothing was kept; ask the administrator to make room.")


class WholeFileStorage(FileSystemStorage):
    """Django's own storage, that leaves no half file behind when the disk is full."""

    def _save(self, name, content):
        path = self.path(name)
        existed = os.path.lexists(path)
        try:
            return super()._save(name, content)
        except OSError:
            if not existed:
                Path(path).unlink(missing_ok=True)
            raise


def is_full(error: OSError) -> bool:
    """Return whether an error says that there is no room."""
    return error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def ask_room(size: int) -> None:
    """Raise ValidationError unless a file of `size` bytes and its smaller versions fit on the disk."""
    folder = getattr(default_storage, "location", None)
    if not folder:
        return  # no disk of ours
    while not os.path.isdir(folder):
        folder = os.path.dirname(folder)
    if shutil.disk_usage(folder).free < 2 * size + RESERVE:
        raise ValidationError(NO_ROOM, code="no_room")
