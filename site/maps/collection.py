"""The items of the map as GeoJSON (RFC 7946): a feature an entry, in the order of the list."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse

from maps.atlas import AREAS, Atlas
from maps.items import MapItem
from media.models import Licence

CONTENT_TYPE = "application/geo+json; charset=utf-8"
LICENCE = Licence.CC_BY  # of the collection; the text of an entry has its own


def write_features(items: Iterable[MapItem], atlas: Atlas, locale_id: int) -> dict:
    """Return a FeatureCollection of the items.

    Members beside those of the standard: `licence`, `publisher`, and `places`, the places by slug with name, level, area (slug
    of the district or city) and city. A feature has an id, as `data-entry` in the list, and the slugs of its places in the
    order of its points.
    """
    items = list(items)
    slugs = {key: atlas.spots[key].named(locale_id)[0] for item in items for key in item.places}
    around = {one for key in slugs for one in (key, atlas.area_of(key), atlas.city_of(key))}
    return {
        "type": "FeatureCollection",
        "licence": Licence(LICENCE).url,
        "publisher": f"{settings.WAGTAIL_SITE_NAME}, {settings.SITE_URL}",
        "places": {
            atlas.spots[key].named(locale_id)[0]: describe_place(key, atlas, locale_id) for key in sorted(around)
        },
        "features": [_feature(item, atlas, slugs) for item in items],
    }


def describe_place(key, atlas: Atlas, locale_id: int) -> dict:
    """Return what the map says of a place: name, level, point, bounds, address, and the slugs of its district and city.

    The address is empty when the place does not exist in the language.
    """
    spot = atlas.spots[key]
    _slug, name = spot.named(locale_id)
    slug = spot.slug_in(locale_id)
    bounds = atlas.bounds_of(key) if spot.outline or spot.level in AREAS else None
    return {
        "name": name,
        "level": spot.level,
        "point": spot.point,
        "bounds": bounds,
        "area": atlas.spots[atlas.area_of(key)].named(locale_id)[0],
        "city": atlas.spots[atlas.city_of(key)].named(locale_id)[0],
        "url": slug and reverse("place", args=[slug]),
    }


def _feature(item: MapItem, atlas: Atlas, slugs: dict) -> dict:
    points = [atlas.spots[key].point for key in item.places]
    many = len(points) > 1
    return {
        "type": "Feature",
        "id": item.key,
        "geometry": {"type": "MultiPoint" if many else "Point", "coordinates": points if many else points[0]},
        "properties": {
            "title": item.title,
            "url": item.url,
            "kind": item.kind,
            "label": item.label,
            "date": item.day,
            "licence": item.licence,
            "places": [slugs[key] for key in item.places],
        },
    }
