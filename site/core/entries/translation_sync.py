"""Copies relations of an entry to its translations at every publication.

wagtail-localize copies relations when a page is first translated, and ignores many-to-many fields later. Here the
source of the translation stays authoritative.
"""

from wagtail_localize.models import Translation, TranslationSource

from core.models import CollectedEntry, Contribution, EntryPage, Partnership, RelatedEntry
from directory.localisation import localise

CHILD_RELATIONS = {
    "partnerships": (Partnership, ["organisation_id", "role", "since", "sort_order"]),
    "contributions": (Contribution, ["person_id", "name", "role", "note", "sort_order"]),
    "collected": (CollectedEntry, ["target_id", "sort_order"]),
    "related_entries": (RelatedEntry, ["target_id", "kind", "sort_order"]),
}
FIELDS = ["display_date", "featured", "hero_image_id", "licence"]


def find_source(entry: EntryPage) -> EntryPage | None:
    """Return the entry that `entry` is a translation of, or None."""
    source = TranslationSource.objects.filter(object_id=entry.translation_key).exclude(locale_id=entry.locale_id)
    translated = Translation.objects.filter(source__in=source, target_locale_id=entry.locale_id)
    row = translated.select_related("source").first()
    if row is None:
        return None
    return EntryPage.objects.filter(translation_key=entry.translation_key, locale_id=row.source.locale_id).first()


def sync_with_source(entry: EntryPage) -> list[EntryPage]:
    """Copy relations from the source to its translations; return the entries that were written."""
    source = find_source(entry)
    if source is not None:
        # A source that is not public does not change its translation.
        return [entry] if source.live and copy_relations(source, entry) else []
    sources = TranslationSource.objects.filter(object_id=entry.translation_key, locale_id=entry.locale_id)
    locales = Translation.objects.filter(source__in=sources).values("target_locale_id")
    others = EntryPage.objects.filter(translation_key=entry.translation_key, locale_id__in=locales)
    return [other for other in others if copy_relations(entry, other)]


def copy_relations(source: EntryPage, target: EntryPage) -> bool:
    """Give `target` the published relations of `source`; return whether anything changed."""
    source, target = EntryPage.objects.get(pk=source.pk), EntryPage.objects.get(pk=target.pk)
    changed = False
    for name in ("themes", "places"):
        records = list(getattr(source, name).all())
        wanted = {record.pk for record in localise(records, target.locale_id)}
        wanted |= {record.pk for record in records if not record.live}  # no reader sees them, here or there
        through = EntryPage._meta.get_field(name).remote_field.through
        column = next(f.name for f in through._meta.fields if f.is_relation and f.related_model is not EntryPage)
        rows = through.objects.filter(entrypage_id=target.pk)
        if set(rows.values_list(f"{column}_id", flat=True)) != wanted:
            rows.delete()
            through.objects.bulk_create(
                through(entrypage_id=target.pk, **{f"{column}_id": pk}) for pk in sorted(wanted)
            )
            changed = True
    source, target = source.specific, target.specific
    kind = type(target)
    rows = {kind._meta.get_field(name).related_model: columns for name, columns in kind.synchronized_relations.items()}
    for model, fields in [*CHILD_RELATIONS.values(), *rows.items()]:
        wanted = list(model.objects.filter(page_id=source.pk).order_by("sort_order").values(*fields))
        _localise_rows(model, wanted, target.locale_id)
        if list(model.objects.filter(page_id=target.pk).order_by("sort_order").values(*fields)) != wanted:
            model.objects.filter(page_id=target.pk).delete()
            model.objects.bulk_create(model(page_id=target.pk, **row) for row in wanted)
            changed = True
    values = {name: getattr(source, name) for name in FIELDS}
    if any(getattr(target, name) != value for name, value in values.items()):
        EntryPage.objects.filter(pk=target.pk).update(**values)
        changed = True
    values = {name: getattr(source, name) for name in kind.synchronized_fields}
    if any(getattr(target, name) != value for name, value in values.items()):
        kind.objects.filter(pk=target.pk).update(**values)
        changed = True
    return changed


def _localise_rows(model, rows: list[dict], locale_id: int) -> None:
    """Replace references to records by those in the language where they exist; others are localised when read."""
    for name in {"organisation_id", "person_id"} & set(rows[0] if rows else ()):
        records = model._meta.get_field(name.removesuffix("_id")).related_model
        stored = {
            record.pk: record for record in records.with_merged.filter(pk__in=[row[name] for row in rows if row[name]])
        }
        here = {record.translation_key: record.pk for record in localise(stored.values(), locale_id)}
        for row in rows:
            if row[name]:
                row[name] = here.get(stored[row[name]].translation_key, row[name])
