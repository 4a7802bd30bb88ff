"""The overview: city labs, processes and initiatives in one list, filtered, sorted and in pages; the same rows for the CSV file.

The keys of all rows are read in one query for each kind; what a row shows only for those of one page.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import F, Q
from django.http import QueryDict
from django.utils.text import capfirst

from core.filters.definitions import clean_number, read_choices
from core.models import EntryPage
from directory.localisation import localise
from directory.models import Place, Theme
from directory.models.record import Record
from directory.places import keys_below
from knowledge.models import CasePage, DossierPage, Initiative

PER_PAGE = 50
FILTERS = ("kind", "theme", "place", "phase")
SORTS = {
    "name": lambda key: (key.name.casefold(), key.pk),
    "since": lambda key: (-(key.since or 0), key.name.casefold()),
}
KINDS = {"case": CasePage, "dossier": DossierPage, "initiative": Initiative}
# A process has no phase of its own name: of a city lab, this is the same.
DOSSIER_PHASES = {"running": "running", "finished": "finished"}


@dataclass(frozen=True)
class RowKey:
    """A row by kind and id, with what it is sorted by."""

    kind: str
    pk: int
    name: str
    since: int | None


@dataclass
class OverviewRow:
    """A row as readers see it; `url` is a page of this site or, for an initiative, its own website."""

    kind: str
    kind_label: str
    name: str
    sentence: str = ""
    url: str = ""
    places: list[Place] = field(default_factory=list)
    themes: list[Theme] = field(default_factory=list)
    who: str = ""
    phase: str = ""
    since: int | None = None
    is_example: bool = False


class Overview:
    """The overview for a query string, in a language."""

    def __init__(self, query: QueryDict, locale, language: str):
        self.locale, self.language, self.query = locale, language, query
        self.chosen = read_choices(query, FILTERS)
        self.sort = query["sort"] if query.get("sort") in SORTS else "name"

    @property
    def chosen_number(self) -> int:
        """Number of selected filter values."""
        return sum(map(len, self.chosen.values()))

    @cached_property
    def keys(self) -> list[RowKey]:
        """The keys of all rows that match, sorted."""
        wanted = [kind for kind in KINDS if not self.chosen["kind"] or kind in self.chosen["kind"]]
        found = [key for kind in wanted for key in self._read_keys(kind)]
        return sorted(found, key=SORTS[self.sort])

    @cached_property
    def pages(self) -> int:
        """Number of pages; at least 1."""
        return max(1, -(-len(self.keys) // PER_PAGE))

    @cached_property
    def number(self) -> int:
        """Number of the current page, from 1."""
        return clean_number(self.query.get("page", "1"), 1, self.pages, 1)

    @cached_property
    def rows(self) -> list[OverviewRow]:
        """The rows of the current page."""
        return self.read_rows(self.keys[(self.number - 1) * PER_PAGE : self.number * PER_PAGE])

    def read_rows(self, keys: Iterable[RowKey]) -> list[OverviewRow]:
        """Return the rows of the keys, in their order; a number of queries that does not depend on theirs."""
        keys, found = list(keys), {}
        for kind in KINDS:
            pks = [key.pk for key in keys if key.kind == kind]
            if pks:
                read = self._read_initiatives if kind == "initiative" else self._read_entries
                found |= {(kind, pk): row for pk, row in read(KINDS[kind], pks)}
        return [found[key.kind, key.pk] for key in keys]

    def _read_keys(self, kind: str) -> list[RowKey]:
        if kind == "initiative":
            rows = Initiative.objects.filter(self._limit("place"), shown=True)
            rows = rows.filter(phase__in=self.chosen["phase"]) if self.chosen["phase"] else rows
            values = rows.distinct().values_list("pk", "name", "since")
            return [RowKey(kind, pk, name, since) for pk, name, since in values]
        model = KINDS[kind]
        entries = model.objects.readable().filter(locale=self.locale)
        if limit := self._limit("places"):
            entries = entries.filter(pk__in=EntryPage.objects.filter(limit).values("pk"))
        if self.chosen["phase"]:
            column = "phase" if kind == "case" else "state"
            entries = entries.filter(**{f"{column}__in": self.chosen["phase"]})
        year = F("start__year") if kind == "case" else F("display_date__year")
        return [RowKey(kind, *row) for row in entries.order_by().values_list("pk", "title", year)]

    def _limit(self, places: str) -> Q:
        limit = Q()
        if self.chosen["theme"]:
            keys = Theme.objects.filter(slug__in=self.chosen["theme"], locale=self.locale).values("translation_key")
            limit &= Q(themes__translation_key__in=keys)
        if self.chosen["place"]:
            chosen = Place.objects.filter(slug__in=self.chosen["place"], locale=self.locale)
            keys = keys_below(chosen.values_list("translation_key", flat=True))
            limit &= Q(**{f"{places}__translation_key__in": keys})
        return limit

    def _read_entries(self, model, pks: list[int]):
        entries = model.objects.filter(pk__in=pks).without_text()
        pages = list(entries.prefetch_related("themes", "places", "partnerships__organisation"))
        partners = {page.pk: [row.organisation for row in page.partnerships.all()] for page in pages}
        stored = [record for page in pages for record in (*page.themes.all(), *page.places.all(), *partners[page.pk])]
        records = PublicRecords(stored, self.locale.pk)
        for page in pages:
            start = page.start if isinstance(page, CasePage) else page.display_date
            phase = page.get_phase_display() if isinstance(page, CasePage) else page.get_state_display()
            names = dict.fromkeys(organisation.name for organisation in records.find(partners[page.pk]))
            yield page.pk, OverviewRow(
                page.kind, page.kind_label, page.title, page.lead, page.url, records.find(page.places.all()),
                records.find(page.themes.all()), ", ".join(names), str(phase), start and start.year, bool(page.example_note),
            )  # fmt: skip

    def _read_initiatives(self, model, pks: list[int]):
        rows = list(model.objects.filter(pk__in=pks).select_related("place").prefetch_related("themes"))
        places = {one.pk: [one.place] if one.place else [] for one in rows}
        records = PublicRecords(
            [record for one in rows for record in (*places[one.pk], *one.themes.all())], self.locale.pk
        )
        label = capfirst(model._meta.verbose_name)
        for one in rows:
            yield one.pk, OverviewRow(
                "initiative", label, one.name, one.get_sentence(self.language), one.url, records.find(places[one.pk]),
                records.find(one.themes.all()), one.who, str(one.get_phase_display()), one.since,
            )  # fmt: skip


class PublicRecords:
    """What readers see of the records that many rows refer to, in a language; at most one query for each kind of record."""

    def __init__(self, stored: Iterable[Record], locale_id: int):
        kinds = defaultdict(list)
        for record in stored:
            kinds[type(record)].append(record)
        self.here = {one.translation_key: one for records in kinds.values() for one in localise(records, locale_id)}

    def find(self, stored: Iterable[Record]) -> list[Record]:
        """Return the public ones of some of the records, in their order, each once."""
        keys = dict.fromkeys(record.translation_key for record in stored if record.live)
        return [self.here[key] for key in keys if key in self.here]
