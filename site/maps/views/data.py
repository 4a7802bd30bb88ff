"""The data of the map: items and outlines as GeoJSON, for our own script and for anybody."""

import json

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from directory.localisation import get_locale
from maps.atlas import Atlas, read_atlas
from maps.collection import CONTENT_TYPE, write_features
from maps.listing import MapListing

YEAR = 365 * 24 * 3600  # seconds


@require_safe
def items_geojson(request) -> HttpResponse:
    """Return all items of the list with these filters, in its order."""
    listing = MapListing(request, get_locale().pk)
    return answer(write_features(listing.items, listing.atlas, listing.locale_id))


@require_safe
def outlines_geojson(request) -> HttpResponse:
    """Return the outlines of all cities; an address with their digest is kept by browsers for a year."""
    atlas = read_atlas()
    response = answer(collect_outlines(atlas))
    if request.GET.get("v") == digest_of(atlas):
        response["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    return response


def collect_outlines(atlas: Atlas) -> dict:
    """Return a FeatureCollection of the outlines, the largest level first; `credits` are sources and licences."""
    cities = dict.fromkeys(one.city for one in atlas.sets)
    sets = [one for city in cities for one in atlas.sets_of(city)]
    features = []
    for one in sets:
        for outline in one.outlines:
            feature = outline.as_feature()
            feature["properties"] |= {"level": one.level, "label": outline.label_point, "credit": one.credit}
            features.append(feature)
    return {
        "type": "FeatureCollection",
        "credits": list(dict.fromkeys(one.credit for one in sets)),
        "features": features,
    }


def digest_of(atlas: Atlas) -> str:
    """Return what changes when the outlines do; empty without outlines."""
    return "-".join(one.digest[:8] for one in atlas.sets)


def answer(collection: dict) -> HttpResponse:
    """Return GeoJSON that any site may read."""
    body = json.dumps(collection, ensure_ascii=False, separators=(",", ":"))
    response = HttpResponse(body, content_type=CONTENT_TYPE)
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
