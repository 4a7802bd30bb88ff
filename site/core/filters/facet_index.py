"""Facet values of all published entries, in memory, as bitmaps.

Counting facets of thousands of entries with joins costs a query per facet; with bitmaps it is an AND and a bit count per
value. Every process has its own index (search.query.cache). The index does not check visibility: it counts the entries
that the engine found, and loads those that are missing. See docs/decisions/0030.
"""

import threading
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from core.filters.definitions import RECORD_MODELS
from core.models.entry import EntryPage
from core.models.relations import Partnership
from directory.places import keys_below, read_tree

LOCK = threading.RLock()
BATCH = 1000  # entries that are read together; a database has a limit of parameters


@dataclass(frozen=True, slots=True)
class EntryFacets:
    """Facet values of an entry; records by translation key, places without their ancestors."""

    title: str
    kind: int  # content type
    language: int  # locale
    date: date
    published: datetime | None
    theme: tuple = ()
    place: tuple = ()
    organisation: tuple = ()


@dataclass
class FacetRecord:
    """A theme, place or organisation: {locale: (slug, name)}, and for places the keys of itself and its ancestors."""

    names: dict[int, tuple[str, str]] = field(default_factory=dict)
    above: tuple = ()
    former: set[str] = field(default_factory=set)  # slugs of records that were merged into this one

    def named(self, locale_id: int) -> tuple[str, str]:
        """Return (slug, name) in a language, else in any; both are empty of a record that was merged while the index was read."""
        return self.names.get(locale_id) or next(iter(self.names.values()), ("", ""))

    def has(self, slug: str) -> bool:
        """Return whether this is the record's slug in any language, or that of a record merged into it."""
        return slug in self.former or any(slug == own for own, _name in self.names.values())


class FacetIndex:
    """Facet values by entry, and for each facet and value the bitmap of the entries that have it."""

    def __init__(self):
        self.records = {name: read_records(name) for name in RECORD_MODELS}
        self.keys = {name: self._read_known_keys(name) for name in RECORD_MODELS}
        self._named: dict[tuple[str, int], dict] = {}
        self.rows: dict[int, EntryFacets] = {}
        self.place_of: dict[int, int] = {}  # {entry id: its bit}
        self.masks: dict[str, dict] = {}
        self.key, self.version = uuid.uuid4(), 0  # identify the state of this index
        self._fill(read_rows(self.keys))

    def _read_known_keys(self, name: str) -> dict:
        """Return {id: translation key} without what came after the records were read: the next index has that."""
        return {pk: key for pk, key in read_keys(name).items() if key in self.records[name]}

    def _fill(self, rows: dict[int, EntryFacets]) -> None:
        self.rows = rows
        self.place_of = {pk: bit for bit, pk in enumerate(rows)}
        bits: dict[str, dict] = defaultdict(lambda: defaultdict(list))
        for bit, row in enumerate(rows.values()):
            for name, value in self.values(row):
                bits[name][value].append(bit)
        self.masks = {
            name: defaultdict(int, {value: join_bits(found, len(rows)) for value, found in values.items()})
            for name, values in bits.items()
        }

    def values(self, row: EntryFacets) -> Iterable[tuple]:
        """Yield (facet, value) of an entry; a place counts for its ancestors too."""
        yield "kind", row.kind
        yield "language", row.language
        yield "year", row.date.year
        for key in row.theme:
            yield "theme", key
        for key in row.organisation:
            yield "organisation", key
        for key in {above for place in row.place for above in self.records["place"][place].above}:
            yield "place", key

    def reload(self, pks: Iterable[int]) -> None:
        """Reload some entries."""
        rows = read_rows(self.keys, list(pks))
        for pk in pks:
            self._count(pk, on=False)
            self.rows.pop(pk, None)
        for pk, row in rows.items():
            self.rows[pk] = row
            self.place_of.setdefault(pk, len(self.place_of))
            self._count(pk, on=True)
        self.version += 1

    def _count(self, pk: int, on: bool) -> None:
        row = self.rows.get(pk)
        if row is None:
            return
        bit = 1 << self.place_of[pk]
        for name, value in self.values(row):
            masks = self.masks.setdefault(name, defaultdict(int))
            masks[value] = masks[value] | bit if on else masks[value] & ~bit

    def named(self, name: str, locale_id: int) -> dict[object, tuple[str, str]]:
        """Return {translation key: (slug, name)} of a facet in a language; cached."""
        if (name, locale_id) not in self._named:
            self._named[name, locale_id] = {key: record.named(locale_id) for key, record in self.records[name].items()}
        return self._named[name, locale_id]

    def load_missing(self, pks: Iterable[int]) -> None:
        """Load all published entries that the index lacks, if one of `pks` is among them: after a bulk import thousands may be.

        Only together: after each change of the index the names of series are read again (`search.records.lookup`).
        """
        if all(pk in self.rows for pk in pks):
            return
        with LOCK:
            live = EntryPage.objects.filter(live=True).order_by("pk").values_list("pk", flat=True)
            missing = [pk for pk in live if pk not in self.rows]
            for start in range(0, len(missing), BATCH):
                self.reload(missing[start : start + BATCH])

    def mask_of(self, pks: Iterable[int]) -> int:
        """Return the bitmap of some entries."""
        return join_bits([self.place_of[pk] for pk in pks if pk in self.place_of], len(self.place_of))


def join_bits(bits: list[int], size: int) -> int:
    """Return the integer with these bits set."""
    digits, one = bytearray(b"0") * (size + 1), ord("1")  # binary digits, the lowest last
    for bit in bits:
        digits[~bit] = one
    return int(digits, 2)


def read_records(name: str) -> dict:
    """Return {translation key: record} of a facet; two queries, and one more for the tree of places."""
    records: dict = defaultdict(FacetRecord)
    rows = RECORD_MODELS[name].objects.values_list("translation_key", "locale_id", "slug", "name")
    for key, locale_id, slug, title in rows:
        records[key].names[locale_id] = (slug, title)
    merged = RECORD_MODELS[name].with_merged.filter(live=True, merged_into__live=True).order_by()
    for key, slug in merged.values_list("merged_into__translation_key", "slug"):
        records[key].former.add(slug)
    if name == "place":
        for key, above in read_above(records).items():
            records[key].above = above
    return dict(records)


def read_above(keys) -> dict:
    """Return {place: keys of itself and its ancestors, itself first}."""
    tree, above = read_tree(), defaultdict(list)
    for key in keys:
        for below in keys_below([key], tree):
            above[below].append(key)
    return {key: tuple(sorted(found, key=lambda one: one != key)) for key, found in above.items()}


def read_keys(name: str) -> dict[int, object]:
    """Return {id: translation key} of the records of a facet."""
    return dict(RECORD_MODELS[name].objects.values_list("pk", "translation_key"))


def read_rows(keys: dict[str, dict], pks: list[int] | None = None) -> dict[int, EntryFacets]:
    """Return the facet values of published entries (of `pks`, or all) by id; four queries."""
    entries = EntryPage.objects.filter(live=True).order_by("pk")
    links: dict[str, dict[int, dict]] = {}
    sources = {
        "theme": EntryPage.themes.through.objects.values_list("entrypage_id", "theme_id"),
        "place": EntryPage.places.through.objects.values_list("entrypage_id", "place_id"),
        "organisation": Partnership.objects.values_list("page_id", "organisation_id"),
    }
    for name, source in sources.items():
        links[name] = defaultdict(dict)  # keys of a dict: each once, in order
        if pks is not None:
            source = source.filter(**{f"{'page' if name == 'organisation' else 'entrypage'}_id__in": pks})
        for entry, record in source:
            if record in keys[name]:
                links[name][entry][keys[name][record]] = None
    entries = entries.filter(pk__in=pks) if pks is not None else entries
    fields = ("pk", "title", "content_type_id", "locale_id", "display_date", "first_published_at")
    return {
        pk: EntryFacets(*values, *(tuple(links[name].get(pk, ())) for name in sources))
        for pk, *values in entries.values_list(*fields)
    }
