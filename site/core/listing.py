"""Listings: entries with filters, order and pages, the same everywhere."""

from urllib.parse import urlencode

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Count
from django.db.models.functions import Cast, Substr
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from directory.models import Organisation, Place, Theme
from directory.places import keys_below

PER_PAGE = 12
MAX_PAGE = 100_000
MAX_VALUES = 20  # per filter; more than any reader ticks
FILTERS = ["kind", "theme", "place", "organisation", "year"]
ORDERS = {"new": ("-display_date", "-pk"), "old": ("display_date", "pk"), "title": ("title", "pk")}


def entry_kinds() -> dict:
    """Return {filter value: class} of every kind of entry that exists."""
    from core.models import EntryPage  # noqa: PLC0415 -- models use listings

    found, pending = {}, [EntryPage]
    while pending:
        for model in pending.pop().__subclasses__():
            pending.append(model)
            if not model._meta.abstract and not model._meta.proxy:
                found[model.kind] = model
    return found


def clean_number(value: str, lowest: int, highest: int, default: int) -> int:
    """Return `value` as a number in the range, else `default`; any text is allowed."""
    if value.isascii() and value.isdigit() and len(value) <= 9:
        return min(max(int(value), lowest), highest)
    return default


class Listing:
    """What one request asks of a list of entries, and what it gets.

    `below`: a page; only entries under it. `base`: a queryset limit such as a theme. Unknown values of
    a filter are ignored, so every address answers.
    """

    def __init__(self, request, locale_id: int, below=None, limit=None, fixed: str = ""):
        self.request, self.locale_id, self.below, self.limit, self.fixed = request, locale_id, below, limit, fixed
        self.chosen = {name: self._values(name) for name in FILTERS if name != fixed}
        self.sort = request.GET.get("sort", "new") if request.GET.get("sort") in ORDERS else "new"

    def _values(self, name: str) -> list[str]:
        values = [value[:120] for value in self.request.GET.getlist(name)[:MAX_VALUES] if value]
        return list(dict.fromkeys(values))

    @cached_property
    def base(self):
        """Entries of this list before the reader's filters."""
        from core.models import EntryPage  # noqa: PLC0415 -- models use listings

        entries = EntryPage.objects.readable().filter(locale_id=self.locale_id)
        if self.below is not None:
            entries = entries.descendant_of(self.below)
        return entries.filter(self.limit) if self.limit is not None else entries

    @cached_property
    def entries(self):
        """Entries with the reader's filters, in order; never one twice."""
        from core.models import EntryPage  # noqa: PLC0415 -- models use listings

        entries = self.base
        for name, values in self.chosen.items():
            if values:
                matching = EntryPage.objects.filter(**self._condition(name, values)).values("pk")
                entries = entries.filter(pk__in=matching)
        return entries.order_by(*ORDERS[self.sort])

    def _condition(self, name: str, values: list[str]) -> dict:
        if name == "kind":
            kinds = entry_kinds()
            models = [kinds[value] for value in values if value in kinds]
            return {"content_type_id__in": [ContentType.objects.get_for_model(model).pk for model in models]}
        if name == "year":
            return {"display_date__year__in": [clean_number(value, 1, 9999, 0) for value in values]}
        options = {option.slug: option.translation_key for option in self.records[name]}
        keys = [options[value] for value in values if value in options]
        if name == "place":
            return {"places__translation_key__in": keys_below(keys)}
        relation = {"theme": "themes", "organisation": "partnerships__organisation"}[name]
        return {f"{relation}__translation_key__in": keys}

    @cached_property
    def records(self) -> dict[str, list]:
        """Themes, places and organisations that can be chosen, in this language."""
        locale = {"locale_id": self.locale_id}
        return {
            "theme": list(Theme.objects.filter(**locale)),
            "place": list(Place.objects.filter(**locale)),
            "organisation": list(Organisation.objects.filter(**locale)),
        }

    @cached_property
    def count(self) -> int:
        """How many entries match."""
        if not any(self.chosen.values()):
            return sum(number for _content_type, _year, number in self._present)
        return self.entries.count()

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
        labels = {
            "kind": (_("Kind"), _("All kinds")),
            "theme": (_("Theme"), _("All themes")),
            "place": (_("Place"), _("Whole city")),
            "organisation": (_("Organisation"), _("All organisations")),
            "year": (_("Year"), _("All years")),
        }
        return [
            {"name": name, "label": labels[name][0], "all": labels[name][1], "options": options}
            for name in self.chosen
            if (options := self._options(name))
        ]

    def _options(self, name: str) -> list[dict]:
        if name == "kind":
            present = self._kinds_present
            pairs = (
                [(model.kind, capfirst(model._meta.verbose_name_plural)) for model in present]
                if len(present) > 1
                else []
            )
        elif name == "year":
            pairs = [(str(year), str(year)) for year in self._years_present]
        else:
            pairs = [(record.slug, record.name) for record in self.records[name]]
        return [{"value": value, "label": label, "chosen": value in self.chosen[name]} for value, label in pairs]

    @cached_property
    def _present(self) -> list[tuple]:
        """(content type id, year, number) of the entries before the reader's filters; one query for all three."""
        # The year as text: SQLite would call Python for every row to take it out of a date.
        year = Substr(Cast("display_date", CharField()), 1, 4)
        rows = self.base.order_by().annotate(listed_year=year).values_list("content_type_id", "listed_year")
        return [(kind, int(text), number) for kind, text, number in rows.annotate(Count("pk", distinct=True))]

    @property
    def kind_counts(self) -> list[dict]:
        """Kinds with the number of entries and the address that shows only these, the most frequent first."""
        numbers: dict = {}
        for content_type, _year, number in self._present:
            numbers[content_type] = numbers.get(content_type, 0) + number
        found = []
        for model in entry_kinds().values():
            number = numbers.get(ContentType.objects.get_for_model(model).pk, 0)
            words = model._meta.verbose_name if number == 1 else model._meta.verbose_name_plural
            if number:
                found.append({"label": words, "number": number, "url": f"{self.request.path}?kind={model.kind}"})
        return sorted(found, key=lambda row: -row["number"])

    @cached_property
    def best(self) -> list:
        """The featured entry that stands before an unfiltered list: none or one."""
        if self.chips or self.number > 1 or self.count < 2:
            return []
        return list(self.base.filter(featured=True).order_by(*ORDERS["new"]).for_cards()[:1])

    @property
    def _kinds_present(self) -> list:
        ids = {content_type for content_type, _year, _number in self._present}
        return [model for model in entry_kinds().values() if ContentType.objects.get_for_model(model).pk in ids]

    @property
    def _years_present(self) -> list[int]:
        return sorted({year for _content_type, year, _number in self._present}, reverse=True)

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


def count_by(relation: str, entries) -> dict:
    """Return {translation key: number of entries} for a relation such as `themes`; one query."""
    field = f"{relation}__translation_key"
    rows = entries.order_by().values(field).annotate(number=Count("pk", distinct=True))
    return {row[field]: row["number"] for row in rows if row[field]}
