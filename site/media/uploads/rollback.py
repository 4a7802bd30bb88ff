"""Deletes the files and rows that a request created when the request fails, and keeps those that it would have deleted.

A view continues after saving a file and its row (tags, log entry, session). When one of those steps fails, the response
says that nothing was saved and nothing is lost, so the file and the row are deleted. Views of Wagtail and wagtailmedia delete
a replaced file before its row is saved: within a request a file is deleted at the end, unless a row still refers to it.
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

USERS = (
    *MODELS,
    "wagtailusers.UserProfile",
    "media.PdfFacts",
)  # whose rows refer to files; these two are made by the way


def reset(**kwargs) -> None:
    """Clear the records of an earlier request in this context."""
    _request.files, _request.rows, _request.deletions = [], [], []


def finish(**kwargs) -> None:
    """Delete what a request deleted, except files that rows refer to: its change was not saved."""
    deletions = getattr(_request, "deletions", None) or []
    reset()
    _request.deletions = None  # from here on a file is deleted at once
    for storage, name in deletions:
        if not _is_referenced(name, []):
            _ignore_errors(storage.delete, name)


def postpone_deletion(storage, name: str) -> bool:
    """Return whether a file is deleted at the end of the request; outside a request it is not."""
    deletions = getattr(_request, "deletions", None)
    if deletions is None:
        return False
    deletions.append((storage, name))
    return True


def record_file(storage, name: str) -> None:
    """Record a file that was written."""
    if hasattr(_request, "files"):
        _request.files.append((storage, name))


def record_row(sender, instance, created: bool, **kwargs) -> None:
    """Record a row that was created."""
    if created and hasattr(_request, "rows"):
        _request.rows.append(instance)


def roll_back(**kwargs) -> None:
    """Delete the rows and files of this request, except files that other rows refer to."""
    rows, files = getattr(_request, "rows", []), getattr(_request, "files", [])
    deletions, _request.deletions = getattr(_request, "deletions", None) or [], None
    for storage, name in files:
        # Files first: on a full disk the database needs the space to write.
        if not _is_referenced(name, rows):
            _ignore_errors(storage.delete, name)
    for row in reversed(rows):
        _ignore_errors(row.delete)
    _request.deletions = deletions
    finish()


def delete_orphans() -> None:
    """Delete the files of this request without a row; called when rendering an image fails but the page is served."""
    remaining = []
    for storage, name in getattr(_request, "files", []):
        if _is_referenced(name, []):
            remaining.append((storage, name))
        else:
            _ignore_errors(storage.delete, name)
    _request.files = remaining


def _is_referenced(name: str, rows: list) -> bool:
    made = {(type(row), row.pk) for row in rows}
    for label in USERS:
        model = apps.get_model(label)
        for field in model._meta.get_fields():
            if isinstance(field, FileField):
                try:
                    users = model._base_manager.filter(**{field.name: name}).values_list("pk", flat=True)
                    if any((model, pk) not in made for pk in users):
                        return True
                except DatabaseError:
                    return True  # better an orphaned file than a page without its image
    return False


def _ignore_errors(action, *args) -> None:
    try:
        action(*args)
    except Exception as error:  # must not replace the original error
        logger.warning("could not take back an upload: %s", type(error).__name__)


def connect_rollback() -> None:
    """Connect the receivers; called from `AppConfig.ready()`."""
    request_started.connect(reset, dispatch_uid="media.begin")
    for label in MODELS:
        post_save.connect(record_row, sender=apps.get_model(label), dispatch_uid=f"media.note_row_{label}")
    got_request_exception.connect(roll_back, dispatch_uid="media.undo")
    request_finished.connect(finish, dispatch_uid="media.end")
