"""The listing of the map: the filters of every list, over the entries and records that have a place with a point."""

from functools import cached_property

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from core.extensions import MapRecord, map_sources
from core.filters.database import DatabaseFilters
from core.listings.listing import PER_PAGE, Listing
from core.models import EntryPage
from directory.localisation import localise
from directory.models import Place
from maps.atlas import Atlas, read_atlas
from maps.items import MapItem, make_record_item, read_items
from maps.kinds import find_models, match_models, name_kind
from maps.records import find_day, find_records


class MapFilters(DatabaseFilters):
    """Filters with the kinds of the map beside the entries' own."""

    def condition(self, name: str, values: tuple[str, ...]) -> Q:
        """Return the condition on entries that they have one of the values."""
        if name == "kind":
            return Q(content_type_id__in=content_types(match_models(values)))
        return super().condition(name, values)


class MapListing(Listing):
    """The list beside the map; `items` are what the map shows, in the same order."""

    filters_class = MapFilters

    @cached_property
    def atlas(self) -> Atlas:
        """The places of the site."""
        return read_atlas()

    @cached_property
    def base(self):
        """Public entries of the language, of the kinds of the map, in a place that has a point."""
        places = Place.objects.filter(translation_key__in=self.atlas.located).order_by().values("pk")
        located = EntryPage.places.through.objects.filter(place_id__in=places).values("entrypage_id")
        return super().base.filter(content_type_id__in=content_types(find_models()), pk__in=located)

    @cached_property
    def records(self) -> dict[str, tuple]:
        """{key: (source, record)} of the records after the reader's filters."""
        return {record.key: (source, record) for source, record in find_records(self.filters, self.atlas.located)}

    @cached_property
    def order_of_keys(self) -> list[int | str]:
        """Ids of entries and keys of records after the reader's filters, in the chosen order."""
        rows = [
            (day, title, 1, pk)
            for pk, day, title in self.filters.matching().order_by().values_list("pk", "display_date", "title")
        ]
        rows += [(find_day(record), record.title, 0, key) for key, (_source, record) in self.records.items()]
        if self.sort == "title":
            return [
                key
                for _title, _is_entry, key in sorted(
                    (title.casefold(), is_entry, key) for _day, title, is_entry, key in rows
                )
            ]
        ordered = sorted(((day, is_entry, key) for day, _title, is_entry, key in rows), reverse=self.sort == "new")
        return [key for _day, _is_entry, key in ordered]

    @cached_property
    def items(self) -> list[MapItem]:
        """The items after the reader's filters: all pages of the list."""
        keys = self.order_of_keys
        known = read_items(
            [key for key in keys if key not in self.records], self.base, self.atlas, self.request, self.locale_id
        )
        of_records = {
            key: make_record_item(record, source, self.atlas) for key, (source, record) in self.records.items()
        }
        return [item for key in keys if (item := of_records.get(key) or known.get(key))]

    @cached_property
    def count(self) -> int:
        """Number of items."""
        return len(self.items)

    @cached_property
    def cards(self) -> list[dict]:
        """The current page: `entry`, prefetched for cards, or what the card of a `record` shows."""
        keys = [item.key for item in self.items[(self.number - 1) * PER_PAGE : self.number * PER_PAGE]]
        pks = [key for key in keys if key not in self.records]
        entries = (
            {
                entry.pk: {"entry": entry}
                for entry in self.name_places(list(EntryPage.objects.filter(pk__in=pks).for_cards(images=False)))
            }
            if pks
            else {}
        )
        places = self._read_places([self.records[key][1] for key in keys if key in self.records])
        cards = [self._describe_record(key, places) if key in self.records else entries.get(key) for key in keys]
        return [card for card in cards if card]

    def _read_places(self, records: list[MapRecord]) -> dict:
        keys = {key for record in records for key in record.places}
        found = localise(Place.objects.filter(translation_key__in=keys), self.locale_id) if keys else []
        return {place.translation_key: place for place in found}

    def _describe_record(self, key: str, places: dict) -> dict:
        source, record = self.records[key]
        named = [places[one] for one in record.places if one in places]
        return {"record": record, "kind": source.kind, "label": source.singular, "places": named[:2]}

    def _options(self, name: str) -> list[dict]:
        if name != "kind":
            return super()._options(name)
        named = {model.map_kind: name_kind(model) for model, _number in self.filters.kinds}
        named |= {source.kind: source.plural for source in map_sources}
        chosen = {model.map_kind for model in match_models(self.chosen["kind"])} | set(self.chosen["kind"])
        options = [{"value": kind, "label": label, "chosen": kind in chosen} for kind, label in named.items()]
        return options if len(options) > 1 else []

    def without_places(self) -> "MapListing":
        """Return this listing with the other filters: what the links to places lead to, each with its own place."""
        whole = MapListing(self.request, self.locale_id)
        whole.chosen = {**whole.chosen, "place": ()}
        return whole

    def link_place(self, slug: str) -> str:
        """Return the URL of this listing for another place, with the other filters."""
        chosen = self.get_url().partition("?")[2].split("&")
        kept = [pair for pair in chosen if pair and not pair.startswith("place=")]
        return f"{self.request.path}?{'&'.join([*kept, f'place={slug}'])}"

    @property
    def query(self) -> str:
        """The chosen filters and order as a query string, without the page."""
        return self.get_url().partition("?")[2]


def content_types(models: list[type[EntryPage]]) -> list[int]:
    """Return the ids of the content types of some models."""
    return [ContentType.objects.get_for_model(model).pk for model in models]
