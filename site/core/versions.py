"""Keeps the published version that a correction puts an end to, and says whether it may still be read.

A room that knows of words which may not come back (withdrawn consent) calls `refuse(check)`: `check(entry, version)`
returns True when this version may not be shown; then its page answers 410 and its files are not served for its sake.
"""

import json
from collections.abc import Callable

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Page, ReferenceIndex

from core.models import EarlierFile, EarlierVersion, EntryPage
from core.withheld import find_withheld
from media.models import SiteDocument, SiteImage

_REFUSALS: list[Callable] = []


def refuse(check: Callable) -> None:
    """Add a check that may refuse to show a version."""
    _REFUSALS.append(check)


def on_saving(sender, instance, raw=False, update_fields=None, **kwargs) -> None:
    """Before a new publication is written: keep what is public now, when a correction came with it."""
    if raw or update_fields or not isinstance(instance, EntryPage) or not instance.live or not instance.pk:
        return
    noted = [block.id for block in instance.corrections]
    if not noted:
        return
    public = type(instance)._default_manager.filter(pk=instance.pk, live=True).first()
    new = [key for key in noted if key not in {block.id for block in public.corrections}] if public else []
    if new:
        keep_version(public, new[0])


@transaction.atomic
def keep_version(public: EntryPage, correction: str) -> EarlierVersion:
    """Store the published page `public` as the version that `correction` ends, with the files that it uses."""
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


def find_correction(entry, version: EarlierVersion):
    """Return the correction of the public `entry` that ended `version`, while the version may be read; else None."""
    blocks = {block.id: block.value for block in entry.corrections}
    before = {block["id"] for block in json.loads(version.content.get("corrections") or "[]")}
    since = [value for key, value in blocks.items() if key not in before]
    # A mistake that may not be read any more stood in this version too, whichever correction ended it.
    if version.correction not in blocks or not all(value["keep"] for value in since):
        return None
    return None if any(check(entry, version) for check in _REFUSALS) else blocks[version.correction]


def _keeps_back(entry, version) -> bool:
    """Return whether somebody took consent back in this entry: its earlier versions hold the words still."""
    if not hasattr(entry, "_kept_back"):
        entry._kept_back = bool(find_withheld([entry.translation_key]))  # asked once, however many versions
    return entry._kept_back


_REFUSALS.append(_keeps_back)


def list_corrections(entry) -> list[dict]:
    """Return the corrections of an entry, newest first, each with the version before it; no query where there are none."""
    noted = list(entry.corrections)
    if not noted:
        return []
    versions = {version.correction: version for version in entry.earlier_versions.all()} if entry.pk else {}
    found = []
    for block in noted:
        version = versions.get(block.id)
        if version is not None:
            version.entry = entry
        readable = version is not None and find_correction(entry, version) is not None
        found.append({"date": block.value["date"], "was": block.value["was"], "now": block.value["now"],
                      "version": version if readable else None})  # fmt: skip
    return sorted(found, key=lambda row: row["date"], reverse=True)


def uses_file(model, pk) -> bool:
    """Return whether an earlier version that may be read now uses this file."""
    kind = ContentType.objects.get_for_model(model)
    rows = EarlierFile.objects.filter(content_type=kind, object_id=pk).select_related("version")
    for row in rows:
        entry = EntryPage.objects.readable().filter(pk=row.version.entry_id).first()
        if entry is not None and find_correction(entry, row.version) is not None:
            return True
    return False
