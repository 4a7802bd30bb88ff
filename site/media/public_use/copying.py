"""A copy of a file in use: the same file and texts, for an editor to change and to choose in a draft."""

from pathlib import PurePosixPath

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import FileField, Model
from django.utils.translation import gettext as _

from media.extensions import file_copy_hooks, withdrawn_file_checks
from media.public_use.policy import get_policy

OWN_FIELDS = {"id", "uploaded_by_user", "collection", "created_at"}


class NotCopyableError(Exception):
    """A file that is not copied; the message says why."""


def copy_stored_files(file: Model, copy: Model) -> None:
    """Store the files of `file` again for `copy`, without an optional one that is missing; does not save.

    Raises NotCopyableError where the file itself is missing, and leaves no file then or at another error.
    """
    stored = []
    try:
        for field in file._meta.concrete_fields:
            if not isinstance(field, FileField) or not (original := getattr(file, field.name)):
                continue
            try:
                opened = default_storage.open(original.name)
            except FileNotFoundError:
                if field.blank:
                    continue
                raise
            with opened:
                name = PurePosixPath(original.name).name
                getattr(copy, field.name).save(name, File(opened, name=name), save=False)
            stored.append(getattr(copy, field.name))
    except Exception as error:
        for made in stored:
            made.storage.delete(made.name)
        if isinstance(error, FileNotFoundError):
            raise NotCopyableError(_("The file itself is missing, so there is nothing to copy.")) from error
        raise


@transaction.atomic
def copy_file(file: Model, user) -> Model:
    """Return a new file of `user` with the same texts, tags and bytes; raise NotCopyableError with a reason."""
    if any(check(file) for check in withdrawn_file_checks):
        raise NotCopyableError(_("This file was withdrawn, so it is not copied."))
    collections = get_policy(type(file)).collections_user_has_permission_for(user, "add")
    values = {
        field.attname: getattr(file, field.attname)
        for field in file._meta.concrete_fields
        if field.name not in OWN_FIELDS and not isinstance(field, FileField)
    }
    copy = type(file)(**values, uploaded_by_user=user)
    copy.collection = collections.filter(pk=file.collection_id).first() or collections.first()
    copy_stored_files(file, copy)
    if hasattr(file, "get_file_hash"):
        copy.file_hash = file.get_file_hash()
    copy.save()
    copy.tags.set(file.tags.all())
    for cover in file_copy_hooks:
        cover(file, copy)
    return copy
