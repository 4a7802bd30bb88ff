"""Stores the published version of an entry that a correction supersedes, with references to its files."""

from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Page, ReferenceIndex

from core.entries.history import find_correction
from core.models import EarlierFile, EarlierVersion, EntryPage
from media.models import SiteDocument, SiteImage


def store_superseded_version(instance: EntryPage) -> None:
    """Store the published version when `instance`, about to be published, has a new correction."""
    noted = [block.id for block in instance.corrections]
    public = type(instance)._default_manager.filter(pk=instance.pk, live=True).first()
    new = [key for key in noted if key not in {block.id for block in public.corrections}] if public else []
    if new:
        store_version(public, new[0])


@transaction.atomic
def store_version(public: EntryPage, correction: str) -> EarlierVersion:
    """Store the published page as the version that `correction` supersedes, with references to its files."""
    values = {"content": public.serializable_data(), "published_at": public.last_published_at}
    version, _made = EarlierVersion.objects.update_or_create(entry_id=public.pk, correction=correction, defaults=values)
    kinds = [ContentType.objects.get_for_model(model) for model in (SiteImage, SiteDocument)]
    used = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page), object_id=str(public.pk), to_content_type__in=kinds
    )
    version.files.all().delete()
    EarlierFile.objects.bulk_create(
        EarlierFile(version=version, content_type_id=kind, object_id=int(pk))
        for kind, pk in set(used.values_list("to_content_type_id", "to_object_id"))
    )
    return version


def find_entries_with_readable_version(model, pk) -> Iterator[int]:
    """Yield the ids of the entries of which an earlier version that may be read uses this file."""
    kind = ContentType.objects.get_for_model(model)
    rows = EarlierFile.objects.filter(content_type=kind, object_id=pk).select_related("version")
    for row in rows:
        entry = EntryPage.objects.readable().filter(pk=row.version.entry_id).first()
        if entry is not None and find_correction(entry, row.version) is not None:
            yield entry.pk


def is_used_by_readable_version(model, pk) -> bool:
    """Return whether an earlier version that may be read uses this file."""
    return any(True for _entry in find_entries_with_readable_version(model, pk))
