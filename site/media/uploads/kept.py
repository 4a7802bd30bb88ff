"""Keeps the files of a refused form: browsers cannot fill in a file again, so the site does.

A kept file is an UploadedFile of Wagtail without a content type, under a folder that no address serves. The form gets a signed
token of it that only its user can give back, for a day. A user has at most MAX_KEPT of them; the oldest goes first.
"""

from datetime import timedelta

from django.core import signing
from django.core.files.uploadedfile import UploadedFile as Upload
from django.utils import timezone
from wagtail.models import UploadedFile

from media.uploads.file_names import clean_name

MAX_KEPT = 5  # files of one user
MAX_AGE = timedelta(days=1)
SALT = "media.uploads.kept"


class KeptUpload(Upload):
    """A kept file in the place of an upload; `token` is what its form sends back."""

    def __init__(self, row: UploadedFile, name: str, token: str):
        super().__init__(row.file.open("rb"), name, size=row.file.size)
        self.row, self.token = row, token


def keep(upload: Upload, user) -> str:
    """Store an upload for its user; return the token."""
    drop_expired()
    for row in _kept().filter(uploaded_by_user=user).order_by("-pk")[MAX_KEPT - 1 :]:
        drop(row)
    name = clean_name(upload.name)
    upload.seek(0)
    row = UploadedFile(uploaded_by_user=user)
    row.file.save(name, upload, save=False)
    row.save()
    return signing.dumps([row.pk, user.pk, name], salt=SALT)


def find_kept(token: str | None, user) -> KeptUpload | None:
    """Return the kept file of a token; None when it is not this user's, too old or gone."""
    try:
        pk, owner, name = signing.loads(token or "", salt=SALT, max_age=MAX_AGE)
    except (signing.BadSignature, ValueError):
        return None
    row = _kept().filter(pk=pk, uploaded_by_user=user).first() if user is not None and owner == user.pk else None
    try:
        return KeptUpload(row, name, token) if row else None
    except OSError:
        return None


def drop(row: UploadedFile) -> None:
    """Delete a kept file and its row."""
    row.file.delete(save=False)
    row.delete()


def drop_expired() -> int:
    """Delete the kept files that no token opens any more; return how many."""
    expired = [row for row in _kept() if _is_expired(row)]
    for row in expired:
        drop(row)
    return len(expired)


def _kept():
    return UploadedFile.objects.filter(for_content_type=None)


def _is_expired(row: UploadedFile) -> bool:
    try:
        return row.file.storage.get_modified_time(row.file.name) < timezone.now() - MAX_AGE
    except OSError:
        return True
