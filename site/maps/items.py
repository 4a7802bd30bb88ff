"""What stands on the map: entries and records, each with its places."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.utils.text import capfirst

from core.entries.addresses import make_addresses
from core.entries.days import write_day
from core.extensions import MapRecord, MapSource, card_relations
from core.models import EntryPage
from directory.models import Place
from maps.atlas import Atlas
from maps.kinds import find_models
from media.models import Licence
from page_cache.state import memo


@dataclass(frozen=True, slots=True)
class MapItem:
    """An entry or record on the map.

    `key` is the id of an entry, or `kind:id` of a record; `kind` is that of the map, `label` the kind's name, `places` the keys of
    its places that have a point.
    """

    key: int | str
    title: str
    url: str
    kind: str
    label: str
    day: str
    licence: str
    places: tuple[UUID, ...]


def read_items(pks: Sequence[int], entries, atlas: Atlas, request, locale_id: int) -> Mapping[int, MapItem]:
    """Return {id: item} of these entries.

    `entries` are all entries that may stand on the map; what is shown of them is kept until something is published. One that
    is missing there, as after a change without a signal, is read by itself.
    """
    known: Mapping[int, MapItem] = memo.get(
        ("map-items", locale_id), lambda: {item.key: item for item in _read(entries, atlas, request, locale_id)}
    )
    missing = [pk for pk in pks if pk not in known]
    if missing:
        known = {
            **known,
            **{item.key: item for item in _read(entries.filter(pk__in=missing), atlas, request, locale_id)},
        }
    return known


def _read(entries, atlas: Atlas, request, locale_id: int) -> Iterable[MapItem]:
    """Yield the items of entries in a language, from rows: an object for each of thousands would take a second."""
    kinds = {ContentType.objects.get_for_model(model).pk: model for model in find_models()}
    labels = {pk: str(capfirst(model._meta.verbose_name)) for pk, model in kinds.items()}
    days = {pk: _find_day_field(model) for pk, model in kinds.items()}
    addresses, places = make_addresses(locale_id, request), _read_places(atlas)
    for row in entries.order_by().values("pk", "title", "url_path", "content_type", "licence", *{*days.values()}):
        kind = row["content_type"]
        yield MapItem(
            key=row["pk"],
            title=row["title"],
            url=addresses(row["url_path"]),
            kind=kinds[kind].map_kind,
            label=labels[kind],
            day=write_day(row[days[kind]]),
            licence=Licence(row["licence"]).url,
            places=tuple(places.get(row["pk"], ())),
        )


def _find_day_field(model: type[EntryPage]) -> str:
    """Return the path from an entry to the day on its cards."""
    for relation in card_relations:
        kind = EntryPage._meta.get_field(relation).related_model
        if issubclass(model, kind):
            return f"{relation}__{kind.card_day_field}"
    return EntryPage.card_day_field


def _read_places(atlas: Atlas) -> dict[int, list[UUID]]:
    """Return {entry: keys of its places that have a point}, by name."""
    keys = dict(Place.objects.filter(translation_key__in=atlas.located).values_list("pk", "translation_key"))
    ranks, found = {pk: rank for rank, pk in enumerate(keys)}, {}
    rows = EntryPage.places.through.objects.filter(place__in=keys).values_list("place", "entrypage")
    for place, entry in sorted(rows, key=lambda row: ranks[row[0]]):
        found.setdefault(entry, []).append(keys[place])
    return found


def make_record_item(record: MapRecord, source: MapSource, atlas: Atlas) -> MapItem:
    """Return a record as an item of the map."""
    return MapItem(
        key=record.key,
        title=record.title,
        url=record.url,
        kind=source.kind,
        label=str(source.singular),
        day=write_day(record.day),
        licence=record.licence,
        places=tuple(key for key in record.places if key in atlas.located),
    )


def count_by_area(items: Iterable[MapItem], atlas: Atlas) -> dict[UUID, int]:
    """Return {district or city: number of items in it or below}; an item in two districts counts in both."""
    found: dict[UUID, int] = {}
    for item in items:
        for key in {area for place in item.places for area in (atlas.area_of(place), atlas.city_of(place))}:
            found[key] = found.get(key, 0) + 1
    return found
