"""The view of a tile: from the folder, else from the tile server of the setting MAP_TILES."""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from directory.models import Place
from maps.atlas import read_atlas
from maps.tiles.area import is_within
from maps.tiles.fetch import NoTileError, SilentServerError, fetch_tile, find_kind
from maps.tiles.store import DAY, TileStore

BROWSER_SECONDS = 7 * DAY
FOLDER = "tiles"  # below VAR_DIR


@cache
def open_store(folder: Path) -> TileStore:
    """Return the store of a folder."""
    return TileStore(folder)


def find_areas() -> list:
    """Return the bounds of the cities of the site."""
    atlas = read_atlas()
    cities = [key for key, spot in atlas.spots.items() if spot.level == Place.Level.CITY]
    return [bounds for bounds in map(atlas.bounds_of, cities) if bounds]


@require_safe
def tile(request, zoom: int, x: int, y: int) -> HttpResponse:
    """Return a tile near a city of the site; 404 without MAP_TILES, 503 while its server does not answer."""
    if settings.MAP_TILES is None or not is_within(zoom, x, y, find_areas()):
        raise Http404
    store = open_store(Path(settings.VAR_DIR) / FOLDER)
    content = store.read(zoom, x, y)
    if content is None:
        try:
            content = fetch_tile(settings.MAP_TILES, zoom, x, y)
        except NoTileError:
            raise Http404 from None
        except SilentServerError:
            content = store.read(zoom, x, y, stale=True)
            if content is None:
                return HttpResponse(status=503, content_type="text/plain; charset=utf-8")
        else:
            store.write(zoom, x, y, content)
    response = HttpResponse(content, content_type=find_kind(content))
    response["Cache-Control"] = f"public, max-age={BROWSER_SECONDS}"
    return response
