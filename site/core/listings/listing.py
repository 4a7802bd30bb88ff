"""Listings: filtered, sorted and paginated entries."""

from array import array
from collections.abc import Sequence
from itertools import groupby
from urllib.parse import urlencode

from django.utils.functional import cached_property
from django.utils.text import capfirst

from core.extensions import ListingProgramme, listing_programmes
from core.filters.database import DatabaseFilters
from core.filters.definitions import FILTERS, clean_number, read_choices
from core.filters.merged import follow_merged_slugs
from core.listings.limit import Limit
from core.listings.navigation import make_pager
from core.models.entry import EntryPage
from page_cache.state import Memo

PER_PAGE = 12
known_ids = Memo(200)  # orders of listings with and without filters: 160 KB each at 20,000 entries
ORDERS = {"new": ("-display_date", "-pk"), "old": ("display_date", "pk"), "title": ("title", "pk")}


def fetch_in_order(entries, ids: Sequence[int]) -> list:
    """Return those of a queryset's entries that have the ids, in the order of the ids."""
    found = {entry.pk: entry for entry in entries.filter(pk__in=ids)}
    return [found[pk] for pk in ids if pk in found]


class Listing:
    """The listing of one request.

    `below`: only entries under this page. `limit`: only those of a subject, such as a theme. `fixed`: a filter that is not
    offered. Unknown values of a filter or of `sort` are ignored.
    """

    filters_class = DatabaseFilters

    def __init__(self, request, locale_id: int, below=None, limit: Limit | None = None, fixed: str = ""):
        self.request, self.locale_id, self.below, self.limit, self.fixed = request, locale_id, below, limit, fixed
        self.chosen = follow_merged_slugs(
            read_choices(request.GET, [name for name in FILTERS if name != fixed]), locale_id
        )
        self.chosen_sort = request.GET["sort"] if request.GET.get("sort") in ORDERS else ""

    @cached_property
    def base(self):
        """Entries before the reader's filters."""
        entries = EntryPage.objects.readable().in_locale(self.locale_id)
        if self.below is not None:
            entries = entries.below(self.below)
        return entries.filter(self.limit.condition) if self.limit else entries

    @cached_property
    def filters(self) -> DatabaseFilters:
        """The filters with their selected values."""
        return self.filters_class(self.base, self.locale_id, self.chosen, self.name)

    @property
    def name(self) -> tuple:
        """What is listed before the reader's filters: the name under which counts and orders are kept."""
        return type(self).__name__, self.locale_id, self.below and self.below.pk, self.limit and self.limit.name

    @cached_property
    def programme(self) -> ListingProgramme | None:
        """The programme of a listing of one subject, such as events; it is the order unless the reader chose another."""
        kinds = {model.kind for model, _number in self.filters.kinds} if self.below is not None else set()
        return next((programme for programme in listing_programmes if kinds and kinds <= programme.kinds), None)

    @property
    def sort(self) -> str:
        """The order: a key of `ORDERS`, or `programme`."""
        return self.chosen_sort or ("programme" if self.programme else "new")

    @cached_property
    def entries(self):
        """Entries after the reader's filters, sorted, without duplicates."""
        found = self.filters.matching()
        if self.sort == "programme":
            return self.programme.arrange(found)
        return found.order_by(*ORDERS[self.sort])

    @property
    def parts(self) -> list[tuple[str, list]]:
        """(heading, groups of entries) of the current page, in the order of the programme."""
        programme, found = self.programme, groupby(self.cards, key=lambda entry: entry.part)
        return [(programme.headings[part], programme.group(part, list(cards))) for part, cards in found]

    @cached_property
    def ids(self) -> Sequence[int]:
        """Ids of `entries`, in their order; no query while nothing changes."""
        return self.keep_ids(self.sort, self.entries)

    def keep_ids(self, order: str, entries) -> Sequence[int]:
        """Return the ids of a queryset in an order that `order` names; no query while nothing changes."""
        name = (*self.name, tuple(sorted(self.chosen.items())), order)
        return known_ids.get(name, lambda: array("q", entries.values_list("pk", flat=True)))

    @cached_property
    def count(self) -> int:
        """Number of entries after the reader's filters."""
        return len(self.ids)

    @cached_property
    def number(self) -> int:
        """Number of the current page, from 1; a higher number than `pages` gives the last page."""
        return clean_number(self.request.GET.get("page", "1"), 1, max(1, self.pages), 1)

    @property
    def first(self) -> int:
        """Number of entries before the current page."""
        return (self.number - 1) * PER_PAGE

    @cached_property
    def pages(self) -> int:
        """Number of pages; at least 1."""
        return max(1, -(-self.count // PER_PAGE))

    @cached_property
    def cards(self) -> list:
        """Entries of the current page, prefetched for cards."""
        entries = self.entries if self.sort == "programme" else EntryPage.objects.readable()  # a programme adds columns
        return self.name_places(fetch_in_order(entries.for_cards(), self.ids[self.first : self.first + PER_PAGE]))

    def name_places(self, cards: list) -> list:
        """Tell entries which places were asked for, so that a card says why it is here."""
        asked = {*self.chosen.get("place", ()), *(self.limit.places if self.limit else ())}
        for card in cards:
            card.asked_places = asked
        return cards

    @cached_property
    def fields(self) -> list[dict]:
        """Fields of the filter form: name, label, label for no choice, and options."""
        return [
            {"name": name, "label": FILTERS[name].label, "all": FILTERS[name].all_label, "options": options}
            for name in self.chosen
            if (options := self._options(name))
        ]

    def _options(self, name: str) -> list[dict]:
        if name == "kind":
            present = [model for model, _number in self.filters.kinds]
            pairs = [(model.kind, capfirst(model._meta.verbose_name_plural)) for model in present]
            pairs = pairs if len(pairs) > 1 else []
        elif name == "year":
            pairs = [(str(year), str(year)) for year in self.filters.years]
        else:
            pairs = [(record.slug, record.name) for record in self.filters.records[name]]
        return [{"value": value, "label": label, "chosen": value in self.chosen[name]} for value, label in pairs]

    @property
    def kind_counts(self) -> list[dict]:
        """Label, number of entries and filtered URL of each kind, most frequent first."""
        found = [
            {
                "label": model._meta.verbose_name if number == 1 else model._meta.verbose_name_plural,
                "number": number,
                "url": f"{self.request.path}?kind={model.kind}",
            }
            for model, number in self.filters.kinds
        ]
        return sorted(found, key=lambda row: -row["number"])

    @cached_property
    def featured(self) -> list:
        """At most one featured entry, for the first page without filters."""
        if self.chips or self.number > 1 or self.count < 2:
            return []
        first = self.base.filter(featured=True).order_by(*ORDERS["new"])[:1]
        return fetch_in_order(EntryPage.objects.readable().for_cards(), self.keep_ids("featured", first))

    @cached_property
    def chips(self) -> list[dict]:
        """Label, value and URL without it, for each selected filter value."""
        return [
            {
                "label": field["label"],
                "value": option["label"],
                "url": self.get_url(drop=(field["name"], option["value"])),
            }
            for field in self.fields
            for option in field["options"]
            if option["chosen"]
        ]

    def get_url(self, page: int | None = None, drop: tuple | None = None) -> str:
        """Return the URL of another page of this listing, or of the listing without one filter value."""
        pairs = [(name, value) for name, values in self.chosen.items() for value in values if (name, value) != drop]
        if self.chosen_sort and (self.chosen_sort != "new" or self.programme):
            pairs.append(("sort", self.chosen_sort))
        if page and page > 1:
            pairs.append(("page", page))
        clean = urlencode([(name, str(value).encode("utf-8", "ignore")) for name, value in pairs])
        return f"{self.request.path}?{clean}" if clean else self.request.path

    @cached_property
    def pager(self) -> list[dict]:
        """The links to the pages."""
        return make_pager(self.number, self.pages, self.get_url)
