"""Filters and facet counts of a listing, by the database: one query for the entries and one for the counts."""

from collections.abc import Hashable, Mapping
from functools import reduce
from operator import or_

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Count, Q
from django.db.models.functions import Cast, Substr
from django.utils.functional import cached_property

from core.filters.definitions import FILTERS, RECORD_MODELS, clean_number
from core.models.entry import EntryPage
from directory.known_records import RecordOption, known_tree, list_options
from directory.places import keys_below
from page_cache.state import memo


class DatabaseFilters:
    """The filters of one listing of `entries`.

    `chosen`: selected slugs by filter. Unknown values match nothing; a place includes the places below it. `name`: of the
    listing, under which its counts are kept.
    """

    year_lookup = "display_date__year"

    def __init__(self, entries, locale_id: int, chosen: Mapping[str, tuple[str, ...]], name: Hashable = None):
        self.entries, self.locale_id, self.chosen, self.name = entries, locale_id, chosen, name

    def matching(self):
        """Return the entries that match all filters, without duplicates."""
        entries = self.entries
        for name, values in self.chosen.items():
            if values:
                matching = EntryPage.objects.filter(self.condition(name, values)).values("pk")
                entries = entries.filter(pk__in=matching)
        return entries

    def condition(self, name: str, values: tuple[str, ...]) -> Q:
        """Return the condition on entries that they have one of the values."""
        if name == "kind":
            kinds = EntryPage.kinds()
            models = [kinds[value] for value in values if value in kinds]
            return Q(content_type_id__in=[ContentType.objects.get_for_model(model).pk for model in models])
        if (
            name == "year"
        ):  # one by one: a year is a range of dates for the database, several are a function of each row
            years = [Q(**{self.year_lookup: year}) for value in values if (year := clean_number(value, 1, 9999, 0))]
            return reduce(or_, years, Q(pk__in=[]))
        options = {option.slug: option.translation_key for option in self.records[name]}
        keys = [options[value] for value in values if value in options]
        found = keys_below(keys, known_tree()) if name == "place" else keys
        return Q(**{f"{FILTERS[name].relation}__translation_key__in": found})

    @cached_property
    def records(self) -> dict[str, tuple[RecordOption, ...]]:
        """{filter: records that can be selected} in the language of the listing."""
        return {name: list_options(model, self.locale_id) for name, model in RECORD_MODELS.items()}

    @cached_property
    def counts(self) -> list[tuple[int, int, int]]:
        """(content type, year, number of entries) before filtering; no query while nothing changes."""
        return memo.get(("counts", self.name), self.count_all) if self.name else self.count_all()

    def count_all(self) -> list[tuple[int, int, int]]:
        """Return `counts`; one query."""
        # The year as text: for ExtractYear, SQLite calls Python for every row.
        year = Substr(Cast("display_date", CharField()), 1, 4)
        rows = self.entries.order_by().annotate(listed_year=year).values_list("content_type_id", "listed_year")
        return [(kind, int(text), number) for kind, text, number in rows.annotate(Count("pk", distinct=True))]

    @property
    def kinds(self) -> list[tuple[type[EntryPage], int]]:
        """(model, number of entries) of the kinds that occur."""
        numbers: dict[int, int] = {}
        for content_type, _year, number in self.counts:
            numbers[content_type] = numbers.get(content_type, 0) + number
        pairs = (
            (model, numbers.get(ContentType.objects.get_for_model(model).pk, 0)) for model in EntryPage.kinds().values()
        )
        return [(model, number) for model, number in pairs if number]

    @property
    def years(self) -> list[int]:
        """The years that occur, the latest first."""
        return sorted({year for _content_type, year, _number in self.counts if year}, reverse=True)

    @property
    def total(self) -> int:
        """Number of entries before filtering."""
        return sum(number for _content_type, _year, number in self.counts)


def count_by(relation: str, entries) -> dict:
    """Return {translation key: number of entries} for a relation such as `themes`; one query."""
    field = f"{relation}__translation_key"
    rows = entries.order_by().values(field).annotate(number=Count("pk", distinct=True))
    return {row[field]: row["number"] for row in rows if row[field]}
