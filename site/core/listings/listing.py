"""Listings: entries with filters, order and pages, the same everywhere."""

from urllib.parse import urlencode

from django.utils.functional import cached_property
from django.utils.text import capfirst

from core.filters.database import DatabaseFilters
from core.filters.definitions import FILTERS, clean_number, read_choices
from core.models.entry import EntryPage

PER_PAGE = 12
ORDERS = {"new": ("-display_date", "-pk"), "old": ("display_date", "pk"), "title": ("title", "pk")}


class Listing:
    """What one request asks of a list of entries, and what it gets.

    `below`: a page; only entries under it. `limit`: a condition such as a theme. `fixed`: a filter that is not offered.
    Unknown values of a filter are ignored, so every address answers.
    """

    filters_class = DatabaseFilters

    def __init__(self, request, locale_id: int, below=None, limit=None, fixed: str = ""):
        self.request, self.locale_id, self.below, self.limit, self.fixed = request, locale_id, below, limit, fixed
        self.chosen = read_choices(request.GET, [name for name in FILTERS if name != fixed])
        self.sort = request.GET.get("sort", "new") if request.GET.get("sort") in ORDERS else "new"

    @cached_property
    def base(self):
        """Entries of this list before the reader's filters."""
        entries = EntryPage.objects.readable().filter(locale_id=self.locale_id)
        if self.below is not None:
            entries = entries.descendant_of(self.below)
        return entries.filter(self.limit) if self.limit is not None else entries

    @cached_property
    def filters(self) -> DatabaseFilters:
        """The filters of this list with what the reader chose."""
        return self.filters_class(self.base, self.locale_id, self.chosen)

    @cached_property
    def entries(self):
        """Entries with the reader's filters, in order; never one twice."""
        return self.filters.matching().order_by(*ORDERS[self.sort])

    @cached_property
    def count(self) -> int:
        """How many entries match."""
        return self.entries.count() if any(self.chosen.values()) else self.filters.total

    @cached_property
    def number(self) -> int:
        """Which page of the list this is, from 1; past the end is the last."""
        return clean_number(self.request.GET.get("page", "1"), 1, max(1, self.pages), 1)

    @cached_property
    def pages(self) -> int:
        """How many pages the list has; at least 1."""
        return max(1, -(-self.count // PER_PAGE))

    @cached_property
    def cards(self) -> list:
        """Entries of this page of the list, ready for cards."""
        start = (self.number - 1) * PER_PAGE
        return list(self.entries.for_cards()[start : start + PER_PAGE])

    @cached_property
    def fields(self) -> list[dict]:
        """The filter form: name, label, the word for all, and options with their state."""
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
        """Kinds with the number of entries and the address that shows only these, the most frequent first."""
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
        """The featured entry that stands before an unfiltered list: none or one."""
        if self.chips or self.number > 1 or self.count < 2:
            return []
        return list(self.base.filter(featured=True).order_by(*ORDERS["new"]).for_cards()[:1])

    @cached_property
    def chips(self) -> list[dict]:
        """Chosen filters with the address that takes each away."""
        return [
            {
                "label": field["label"],
                "value": option["label"],
                "url": self.address(drop=(field["name"], option["value"])),
            }
            for field in self.fields
            for option in field["options"]
            if option["chosen"]
        ]

    def address(self, page: int | None = None, drop: tuple | None = None) -> str:
        """Return the address of this list with another page, or without one filter value."""
        pairs = [(name, value) for name, values in self.chosen.items() for value in values if (name, value) != drop]
        if self.sort != "new":
            pairs.append(("sort", self.sort))
        if page and page > 1:
            pairs.append(("page", page))
        clean = urlencode([(name, str(value).encode("utf-8", "ignore")) for name, value in pairs])
        return f"{self.request.path}?{clean}" if clean else self.request.path

    @cached_property
    def pager(self) -> list[dict]:
        """Pages to offer around this one: number, address, whether it is this one."""
        around = sorted({1, self.pages, *range(max(1, self.number - 2), min(self.pages, self.number + 2) + 1)})
        return [{"number": number, "url": self.address(number), "current": number == self.number} for number in around]

    @property
    def next_url(self) -> str:
        """Address of the next page, or empty."""
        return self.address(self.number + 1) if self.number < self.pages else ""
