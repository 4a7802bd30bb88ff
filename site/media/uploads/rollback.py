"""Deletes the files and rows that a request created when the request fails, and keeps those that it would have deleted.

A view continues after saving a file and its row (tags, log entry, session). When one of those steps fails, the response
says that nothing was saved and nothing is lost, so the file and the row are deleted. Views of Wagtail and wagtailmedia delete
a replaced file before its row is saved: within a request a file is deleted at the end, unless a row still refers to it.
"""

import dataclasses
import logging
from contextvars import ContextVar

from django.apps import apps
from django.core.files.storage import Storage
from django.core.signals import got_request_exception
from django.db import Error
from django.db.models import FileField, Model
from django.db.models.signals import post_save

logger = logging.getLogger("media")
MODELS = ("media.SiteImage", "media.SiteRendition", "media.SiteDocument", "media.SiteMedia", "wagtailcore.UploadedFile")

USERS = (
    *MODELS,
    "wagtailusers.UserProfile",
    "media.PdfFacts",
)  # whose rows refer to files; these two are made by the way


@dataclasses.dataclass
class Records:
    """What a request stored, and what is to be deleted at its end."""

    files: list[tuple[Storage, str]] = dataclasses.field(default_factory=list)
    rows: list[Model] = dataclasses.field(default_factory=list)
    deletions: list[tuple[Storage, str]] = dataclasses.field(default_factory=list)


# Those of the request that is being served, whoever sends it: `config.middleware.stored_files` sets them. None outside of a request.
current: ContextVar[Records | None] = ContextVar("records", default=None)


def postpone_deletion(storage, name: str) -> bool:
    """Return whether a file is deleted at the end of the request; outside a request it is not."""
    if (records := current.get()) is None:
        return False
    records.deletions.append((storage, name))
    return True


def record_file(storage, name: str) -> None:
    """Record a file that was written."""
    if (records := current.get()) is not None:
        records.files.append((storage, name))


def record_row(sender, instance, created: bool, **kwargs) -> None:
    """Record a row that was created."""
    if created and (records := current.get()) is not None:
        records.rows.append(instance)


def roll_back(**kwargs) -> None:
    """Delete the rows and files of this request, except files that other rows refer to."""
    records = current.get()
    if records is None:
        return
    token = current.set(None)  # from here on a file is deleted at once
    try:
        for storage, name in records.files:
            # Files first: on a full disk the database needs the space to write.
            if not _is_referenced(name, records.rows):
                _ignore_errors(storage.delete, name)
        for row in reversed(records.rows):
            _ignore_errors(row.delete)
        finish(records)
    finally:
        current.reset(token)
        records.files, records.rows, records.deletions = [], [], []


def finish(records: Records) -> None:
    """Delete what a request deleted, except files that rows refer to: its change was not saved."""
    for storage, name in records.deletions:
        if not _is_referenced(name, []):
            _ignore_errors(storage.delete, name)


def delete_orphans() -> None:
    """Delete the files of this request without a row; called when rendering an image fails but the page is served."""
    if (records := current.get()) is None:
        return
    orphans = [(storage, name) for storage, name in records.files if not _is_referenced(name, [])]
    for storage, name in orphans:
        _ignore_errors(storage.delete, name)
    records.files = [one for one in records.files if one not in orphans]


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
                except Error:
                    return True  # better an orphaned file than a page without its image
    return False


def _ignore_errors(action, *args) -> None:
    try:
        action(*args)
    except Exception as error:  # must not replace the original error
        logger.warning("could not take back an upload: %s", type(error).__name__)


def connect_rollback() -> None:
    """Connect the receivers; called from `AppConfig.ready()`."""
    for label in MODELS:
        post_save.connect(record_row, sender=apps.get_model(label), dispatch_uid=f"media.note_row_{label}")
    got_request_exception.connect(roll_back, dispatch_uid="media.undo")
