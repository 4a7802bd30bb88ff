"""Which tiles the proxy serves: zooms of a city, and squares that touch the surroundings of a city of the site."""

import math
from collections.abc import Iterable

from maps.outlines.geometry import Bounds

MIN_ZOOM, MAX_ZOOM = 7, 18
MARGIN = 0.5  # of the width and height of a city, on each side
LEAST = 0.05  # degrees on each side


def is_within(zoom: int, x: int, y: int, areas: Iterable[Bounds]) -> bool:
    """Return whether a tile exists, at a zoom that is served, and touches one of the areas or its margin."""
    if not (MIN_ZOOM <= zoom <= MAX_ZOOM and 0 <= x < 2**zoom and 0 <= y < 2**zoom):
        return False
    west, south, east, north = find_edges(zoom, x, y)
    return any(
        west < right and east > left and south < top and north > bottom
        for left, bottom, right, top in map(widen, areas)
    )


def find_edges(zoom: int, x: int, y: int) -> Bounds:
    """Return the bounds of a tile in degrees (Web Mercator)."""
    return (*_corner(zoom, x, y + 1), *_corner(zoom, x + 1, y))


def _corner(zoom: int, x: int, y: int) -> tuple[float, float]:
    number = 2**zoom
    return x / number * 360 - 180, math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y / number))))


def widen(bounds: Bounds) -> Bounds:
    """Return bounds with their margin."""
    west, south, east, north = bounds
    wide, high = max((east - west) * MARGIN, LEAST), max((north - south) * MARGIN, LEAST)
    return west - wide, south - high, east + wide, north + high
