"""The page of the map, and its version for a frame on a partner's site."""

from collections.abc import Mapping
from uuid import UUID

from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from directory.localisation import get_locale
from maps.drawing import draw_city
from maps.items import count_by_area
from maps.listing import MapListing
from maps.outlines.geometry import Bounds
from maps.tiles.area import MAX_ZOOM
from maps.views.data import digest_of


@require_safe
def map_page(request) -> HttpResponse:
    """Show the map with the list beside it."""
    return render(request, "maps/map_page.html", make_context(request))


@require_safe
def embed_page(request) -> HttpResponse:
    """Show the map and its list without the rest of the site; the sites of EMBED_SITES may frame it."""
    context = {**make_context(request), "noindex": True, "blank": True}
    response = render(request, "maps/embed.html", context)
    if not settings.EMBED_SITES:
        return response
    return xframe_options_exempt(csp_replace({"frame-ancestors": settings.EMBED_SITES})(lambda _request: response))(
        request
    )


def make_context(request) -> dict:
    """Return the listing, the drawing, the counts per city and district, and what the script asks for."""
    listing = MapListing(request, get_locale().pk)
    atlas = listing.atlas
    numbers = count_by_area(listing.items, atlas)
    city = max((one.city for one in atlas.sets), key=lambda key: numbers.get(key, 0), default=None)
    linked = count_by_area(listing.without_places().items, atlas) if listing.chosen["place"] else numbers
    spots = [atlas.spots[key] for key in {key for item in listing.items for key in item.places}]
    return {
        "listing": listing,
        "areas": describe_areas(linked, listing),
        "drawing": draw_city(atlas, city, linked, spots, listing.locale_id, listing.link_place),
        "map": make_addresses(listing),
        "tiles_credit": settings.MAP_TILES and (settings.MAP_TILES_CREDIT or settings.MAP_TILES.host),
        "words": make_words(),
    }


def make_addresses(listing: MapListing) -> dict:
    """Return the addresses that the script asks, and what it shows first."""
    atlas, query = listing.atlas, listing.query
    return {
        "items": join(reverse("map_geojson"), query),
        "outlines": f"{reverse('map_outlines')}?v={digest_of(atlas)}" if atlas.sets else "",
        "list": join(listing.request.path, query),
        "tiles": reverse("map_tile", args=[0, 0, 0]).removesuffix("0/0/0") if settings.MAP_TILES else "",
        "bounds": atlas.bounds,
        "focus": find_focus(listing),
        "zoom": MAX_ZOOM,
    }


def join(path: str, query: str) -> str:
    """Return a path with its query."""
    return f"{path}?{query}" if query else path


def describe_areas(numbers: Mapping[UUID, int], listing: MapListing) -> list[dict]:
    """Return the cities, each with its districts: name, number and filtered address; the one with most entries first."""
    atlas, rows = listing.atlas, {}
    for key, number in numbers.items():
        _slug, name = atlas.spots[key].named(listing.locale_id)
        slug = atlas.spots[key].slug_in(listing.locale_id)
        rows[key] = {"name": name, "number": number, "url": slug and listing.link_place(slug), "districts": []}
    cities = []
    for key, row in sorted(rows.items(), key=lambda item: item[1]["name"]):
        city = atlas.city_of(key)
        (cities if city == key or city not in rows else rows[city]["districts"]).append(row)
    return sorted(cities, key=lambda row: -row["number"]) if len(rows) > 1 else []


def find_focus(listing: MapListing) -> Bounds | None:
    """Return the bounds of the place that is chosen, when it is one."""
    atlas, slugs = listing.atlas, listing.chosen["place"]
    keys = [key for key, spot in atlas.spots.items() if spot.named(listing.locale_id)[0] in slugs]
    return atlas.bounds_of(keys[0]) if len(keys) == 1 else None


def make_words() -> dict[str, str]:
    """Return what the script says, in the reader's language."""
    return {
        "one": "{title}, {name}",
        "many": _("{name}: {number} entries"),
        "cluster": _("{number} entries in {names}. Zoom in"),
        "area": _("{name}: {number} entries. Zoom in"),
        "more": _("{names} and more"),
        "all": _("Everything in {name} as a list"),
        "close": _("Close"),
        "zoomIn": _("Zoom in"),
        "zoomOut": _("Zoom out"),
        "whole": _("{name}, whole city"),
        "rest": _("Whole city"),
        "seen": _("{marks} marks in view"),
        "broken": _("The map cannot be loaded now. The list below has everything that is on it."),
    }
