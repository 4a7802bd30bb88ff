"""Settings of the map: where its tiles come from, and which sites may show it in a frame."""

import re

from django.core.exceptions import ImproperlyConfigured

from config.settings.environment import read
from maps.tiles.source import TileSource, parse_tiles

ORIGIN = re.compile(r"^https://(\*\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?$")


def read_tiles() -> TileSource | None:
    """Return MAP_TILES, or None when the map has none; raise ImproperlyConfigured for another value."""
    address = read("str", "MAP_TILES", "")
    try:
        return parse_tiles(address) if address else None
    except ValueError as error:
        raise ImproperlyConfigured(f"MAP_TILES: {error}") from None


def read_embed_sites() -> list[str]:
    """Return EMBED_SITES, the origins that may show the map in a frame; raise ImproperlyConfigured for another value."""
    sites = [site.strip().lower().rstrip("/") for site in read("list", "EMBED_SITES", []) if site.strip()]
    for site in sites:
        if not ORIGIN.match(site):
            raise ImproperlyConfigured(f"EMBED_SITES: {site!r} is not an origin such as https://partner.example")
    return sites
