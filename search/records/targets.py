"""Where found items lead now: what everybody may see at this moment, and the number of entries behind it.

Numbers are those of the pages that they lead to (`core.listings.record_entries`). Which entries have a record or kind is
read from the facet index, as facets are; which of them are public is asked of the database, once for all targets.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.urls import reverse
from wagtail.models import Page

from core.entries.named_people import exclude_withdrawn
from core.entries.redactions import find_redacted_entries
from core.filters.facet_index import FacetIndex
from core.models import Contribution, EntryPage, IndexPage
from core.models.querysets import readable_pages
from directory.models import Person
from directory.models.record import Record
from search.records.catalogue import KIND, MODELS, VIEW, Item

LIST_DEPTH = 3  # of the pages that list entries: below the home page of a language


@dataclass(frozen=True)
class Target:
    """What an item leads to: reference, URL, and the ids of the entries behind it (None: it has no number)."""

    ref: str
    url: str
    entries: frozenset[int] | None = None


def find_targets(items: Sequence[Item], index: FacetIndex, locale_id: int) -> dict[Item, Target]:
    """Return the targets that everybody may see now; at most a query per model, and two for people, pages and kinds."""
    found = {item: Target(f"page:{item.key}", reverse(str(item.key))) for item in items if item.source == VIEW}
    wanted: dict = {}
    for item in items:
        wanted.setdefault(item.source, {})[item.key] = item
    for model in MODELS:
        if model in wanted:
            records = list(model.objects.filter(pk__in=wanted[model], locale_id=locale_id))
            if model is Person:
                records = exclude_withdrawn(one for one in records if one.consent)
            found |= _target_records(records, wanted[model], index, locale_id)
    pks = [*wanted.get(Page, ()), *wanted.get(EntryPage, ())]
    if pks:
        pages = list(readable_pages().filter(pk__in=pks))
        below = _find_below([page for page in pages if _is_list(page, wanted)])
        for page in pages:
            item = wanted.get(Page, {}).get(page.pk) or wanted[EntryPage][page.pk]
            found[item] = Target(f"page:{page.pk}", page.url, below.get(page.pk))
    if KIND in wanted:
        found |= _target_kinds(wanted[KIND], index, locale_id)
    return found


def count_entries(targets: Sequence[Target]) -> list[int | None]:
    """Return the number of public entries behind each target; one query, none without entries."""
    ids = {pk for target in targets for pk in target.entries or ()}
    public = EntryPage.objects.find_public(ids)
    return [None if target.entries is None else len(target.entries & public) for target in targets]


def _target_records(
    records: Collection[Record], items: dict, index: FacetIndex, locale_id: int
) -> Iterator[tuple[Item, Target]]:
    credited = _find_credited(records, locale_id) if records and isinstance(next(iter(records)), Person) else {}
    for record in records:
        item, name = items[record.pk], record._meta.model_name
        if isinstance(record, Person):
            entries = credited.get(record.translation_key, frozenset())
        else:
            masks, mask = index.masks.get(name, {}), 0
            for key in (record.translation_key, *item.parts):
                mask |= masks.get(key, 0)
            entries = _find_entries(index, mask, locale_id)
        yield item, Target(f"{name}:{record.pk}", record.get_absolute_url(), entries)


def _find_entries(index: FacetIndex, mask: int, locale_id: int) -> frozenset[int]:
    """Return the ids of the entries of a bitmap in one language."""
    mask &= index.masks.get("language", {}).get(locale_id, 0)
    bits = bin(mask)[:1:-1]
    return frozenset(pk for pk, bit in index.place_of.items() if bits[bit : bit + 1] == "1") if mask else frozenset()


def _find_credited(people: Iterable[Record], locale_id: int) -> dict[object, frozenset[int]]:
    """Return {person's translation key: ids of the entries that credit and may name the person}; two queries."""
    keys = [one.translation_key for one in people]
    redacted = find_redacted_entries(keys)
    rows = Contribution.objects.filter(person__translation_key__in=keys, page__locale_id=locale_id).order_by()
    found: dict[object, set[int]] = {}
    for person, pk, entry in rows.values_list("person__translation_key", "page_id", "page__translation_key"):
        if entry not in redacted.get(person, ()):
            found.setdefault(person, set()).add(pk)
    return {key: frozenset(pks) for key, pks in found.items()}


def _is_list(page: Page, wanted: dict) -> bool:
    """Return whether a page lists the entries below it: a listing, or a series."""
    return page.pk in wanted.get(EntryPage, {}) or page.specific_class is IndexPage


def _find_below(pages: Sequence[Page]) -> dict[int, frozenset[int]]:
    """Return {page id: ids of the entries below it}; one query."""
    condition = Q()
    for page in pages:
        condition |= Q(path__startswith=page.path, depth__gt=page.depth)
    rows = list(EntryPage.objects.filter(condition).order_by().values_list("pk", "path")) if pages else []
    return {
        page.pk: frozenset(pk for pk, path in rows if path.startswith(page.path) and path != page.path)
        for page in pages
    }


def _target_kinds(items: dict, index: FacetIndex, locale_id: int) -> Iterator[tuple[Item, Target]]:
    """Yield where the entries of a kind are listed: on the page above them all, else in search."""
    entries = {}
    for kind, item in items.items():
        content_type = ContentType.objects.get_for_model(EntryPage.kinds()[kind]).pk
        entries[item] = _find_entries(index, index.masks.get("kind", {}).get(content_type, 0), locale_id)
    every = frozenset().union(*entries.values())
    paths = dict(EntryPage.objects.readable().filter(pk__in=every).order_by().values_list("pk", "path"))
    roots = {path[: LIST_DEPTH * Page.steplen] for path in paths.values()}
    lists = {page.path: page for page in readable_pages().filter(path__in=roots)} if roots else {}
    for item, pks in entries.items():
        above = {paths[pk][: LIST_DEPTH * Page.steplen] for pk in pks if pk in paths}
        page = lists.get(next(iter(above))) if len(above) == 1 else None
        listed = page is not None and page.specific_class is IndexPage
        ref, url = (f"page:{page.pk}", page.url) if listed else ("page:search", reverse("search"))
        if above:
            yield item, Target(ref, f"{url}?kind={item.key}", pks)
