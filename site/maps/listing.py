"""The listing of the map: the filters of every list, over the entries that have a place with a point."""

from functools import cached_property

from django.contrib.contenttypes.models import ContentType

from core.filters.database import DatabaseFilters
from core.listings.listing import Listing
from core.models import EntryPage
from directory.models import Place
from maps.atlas import Atlas, read_atlas
from maps.items import MapItem, read_items
from maps.kinds import find_models, match_models, name_kind


class MapFilters(DatabaseFilters):
    """Filters with the kinds of the map beside the entries' own."""

    def condition(self, name: str, values: tuple[str, ...]) -> dict:
        """Return the lookup for entries that have one of the values."""
        if name == "kind":
            return {"content_type_id__in": content_types(match_models(values))}
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
    def items(self) -> list[MapItem]:
        """The items after the reader's filters: all pages of the list."""
        pks = list(self.entries.values_list("pk", flat=True))
        return read_items(pks, self.base, self.atlas, self.request, self.locale_id)

    @cached_property
    def count(self) -> int:
        """Number of items."""
        return len(self.items)

    def _options(self, name: str) -> list[dict]:
        if name != "kind":
            return super()._options(name)
        named = {model.map_kind: name_kind(model) for model, _number in self.filters.kinds}
        chosen = {model.map_kind for model in match_models(self.chosen["kind"])}
        options = [{"value": kind, "label": label, "chosen": kind in chosen} for kind, label in named.items()]
        return options if len(options) > 1 else []

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
