"""Names of files: an image or document of an event whose file is called after a guest gets another file name."""

from pathlib import PurePosixPath

from django.db import transaction
from wagtail.models import ReferenceIndex

from core.entries.personal_names import NameMatcher
from media.models import SiteDocument, SiteImage


def rename_files(page, matcher: NameMatcher) -> int:
    """Rename the files of the images and documents that a page uses, where they name somebody; return how many."""
    done = 0
    for model in (SiteImage, SiteDocument):
        references = ReferenceIndex.get_references_for_object(page).filter(
            to_content_type__model=model._meta.model_name
        )
        pks = [int(pk) for pk in references.values_list("to_object_id", flat=True) if str(pk).isdecimal()]
        for item in model.objects.filter(pk__in=pks):
            name = PurePosixPath(item.file.name)
            if matcher.find_in_slug(name.stem):
                done += _rename(item, str(name.with_name(f"{model._meta.model_name}-{item.pk}{name.suffix}")))
    return done


def _rename(item, name: str) -> bool:
    """Store the file of an image or document under another name; its old file goes when the transaction is committed."""
    storage, old = item.file.storage, item.file.name
    try:
        with storage.open(old, "rb") as file:
            new = storage.save(name, file)
    except OSError:
        return False  # the file is missing: there is nothing to rename
    type(item).objects.filter(pk=item.pk).update(file=new)
    if isinstance(item, SiteImage):
        for rendition in item.renditions.all():
            rendition.delete()
    transaction.on_commit(lambda: storage.delete(old))
    return True
