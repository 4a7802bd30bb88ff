"""What a request put on the disk is taken away again when the request fails.

A file and its row are two writes, and a view goes on after both (tags, log, session). Whatever fails there, the editor is
told that nothing was saved: so nothing may be.
"""

import logging

from asgiref.local import Local
from django.apps import apps
from django.core.signals import got_request_exception, request_finished, request_started
from django.db import DatabaseError
from django.db.models import FileField
from django.db.models.signals import post_save

logger = logging.getLogger("media")
_request = Local()
MODELS = ("media.SiteImage", "media.SiteRendition", "media.SiteDocument", "media.SiteMedia", "wagtailcore.UploadedFile")


def begin(**kwargs) -> None:
    """Forget what an earlier request of this thread wrote."""
    _request.files, _request.rows = [], []


def note_file(storage, name: str) -> None:
    """Remember a file that was written."""
    if hasattr(_request, "files"):
        _request.files.append((storage, name))


def note_row(sender, instance, created: bool, **kwargs) -> None:
    """Remember a row that was made."""
    if created and hasattr(_request, "rows"):
        _request.rows.append(instance)


def undo(**kwargs) -> None:
    """Delete the rows and files of this request; a file that another row still names stays."""
    rows, files = getattr(_request, "rows", []), getattr(_request, "files", [])
    begin()
    for storage, name in files:
        # On a full disk the file goes first: the database may need its room to write.
        if not _is_kept(name, rows):
            _quietly(storage.delete, name)
    for row in reversed(rows):
        _quietly(row.delete)


def drop_orphans() -> None:
    """Delete the files of this request that no row names, and go on: a page is shown without the picture that failed."""
    left = []
    for storage, name in getattr(_request, "files", []):
        if _is_kept(name, []):
            left.append((storage, name))
        else:
            _quietly(storage.delete, name)
    _request.files = left


def _is_kept(name: str, rows: list) -> bool:
    made = {(type(row), row.pk) for row in rows}
    for label in MODELS:
        model = apps.get_model(label)
        for field in model._meta.get_fields():
            if isinstance(field, FileField):
                try:
                    users = model._base_manager.filter(**{field.name: name}).values_list("pk", flat=True)
                    if any((model, pk) not in made for pk in users):
                        return True
                except DatabaseError:
                    return True  # a file too many is better than a page without its picture
    return False


def _quietly(action, *args) -> None:
    try:
        action(*args)
    except Exception as error:  # the error that is being answered is the one to report
        logger.warning("could not take back an upload: %s", type(error).__name__)


def connect() -> None:
    """Connect to the life of a request; called once when the app is ready."""
    request_started.connect(begin, dispatch_uid="media.begin")
    for label in MODELS:
        post_save.connect(note_row, sender=apps.get_model(label), dispatch_uid=f"media.note_row_{label}")
    got_request_exception.connect(undo, dispatch_uid="media.undo")
    request_finished.connect(begin, dispatch_uid="media.end")
