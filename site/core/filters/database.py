"""Filters and facet counts of a listing, by the database: one query for the entries and one for the counts."""

from collections.abc import Mapping

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Count
from django.db.models.functions import Cast, Substr
from django.utils.functional import cached_property

from core.filters.definitions import FILTERS, RECORD_MODELS, clean_number
from core.models.entry import EntryPage
from directory.places import keys_below


class DatabaseFilters:
    """The filters of one listing of `entries`.

    `chosen`: selected slugs by filter. Unknown values match nothing; a place includes the places below it.
    """

    year_lookup = "display_date__year__in"

    def __init__(self, entries, locale_id: int, chosen: Mapping[str, tuple[str, ...]]):
        self.entries, self.locale_id, self.chosen = entries, locale_id, chosen

    def matching(self):
        """Return the entries that match all filters, without duplicates."""
        entries = self.entries
        for name, values in self.chosen.items():
            if values:
                matching = EntryPage.objects.filter(**self.condition(name, values)).values("pk")
                entries = entries.filter(pk__in=matching)
        return entries

    def condition(self, name: str, values: tuple[str, ...]) -> dict:
        """Return the lookup for entries that have one of the values."""
        if name == "kind":
            kinds = EntryPage.kinds()
            models = [kinds[value] for value in values if value in kinds]
            return {"content_type_id__in": [ContentType.objects.get_for_model(model).pk for model in models]}
        if name == "year":
            return {self.year_lookup: [clean_number(value, 1, 9999, 0) for value in values]}
        options = {option.slug: option.translation_key for option in self.records[name]}
        keys = [options[value] for value in values if value in options]
        return {f"{FILTERS[name].relation}__translation_key__in": keys_below(keys) if name == "place" else keys}

    @cached_property
    def records(self) -> dict[str, list]:
        """{filter: records that can be selected} in the language of the listing."""
        return {name: list(model.objects.filter(locale_id=self.locale_id)) for name, model in RECORD_MODELS.items()}

    @cached_property
    def counts(self) -> list[tuple[int, int, int]]:
        """(content type, year, number of entries) before filtering; one query."""
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
