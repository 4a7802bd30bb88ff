"""What stands on the map: entries and records, each with its places."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from core.extensions import MapRecord, MapSource
from core.listings.cached_counts import get_or_compute
from core.models import EntryPage
from maps.atlas import Atlas
from page_cache.memo import memo


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

    `entries` are all entries that may stand on the map; what is shown of them is cached until something is published. One
    that is missing there, as after a change without a signal, is read by itself.
    """
    name = f"map-items-2-{locale_id}"
    known: dict[int, MapItem] = memo.get(
        name, lambda: get_or_compute(name, lambda: {item.key: item for item in _read(entries, atlas, request)})
    )
    missing = [pk for pk in pks if pk not in known]
    if missing:
        known = {**known, **{item.key: item for item in _read(entries.filter(pk__in=missing), atlas, request)}}
    return known


def _read(entries, atlas: Atlas, request) -> Iterable[MapItem]:
    for entry in entries.for_cards(images=False):
        yield make_item(entry, atlas, request)


def make_item(entry: EntryPage, atlas: Atlas, request) -> MapItem:
    """Return an entry, fetched for cards, as an item of the map."""
    day = entry.card_source.card_day
    return MapItem(
        key=entry.pk,
        title=entry.title,
        url=entry.get_url(request) or "",
        kind=entry.kind_class.map_kind,
        label=str(entry.kind_label),
        day=day.strftime("%Y-%m-%d") if day else "",
        licence=entry.licence_url,
        places=tuple(place.translation_key for place in entry.places.all() if place.translation_key in atlas.located),
    )


def make_record_item(record: MapRecord, source: MapSource, atlas: Atlas) -> MapItem:
    """Return a record as an item of the map."""
    return MapItem(
        key=record.key,
        title=record.title,
        url=record.url,
        kind=source.kind,
        label=str(source.singular),
        day=record.day.isoformat() if record.day else "",
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
