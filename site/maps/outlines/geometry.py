"""Geometry of outlines: polygons in degrees (WGS 84), as lists of rings of (longitude, latitude); the first ring is the outer one."""

import itertools
from collections.abc import Iterable, Sequence

Point = tuple[float, float]
Ring = Sequence[Point]
Polygon = Sequence[Ring]
Bounds = tuple[float, float, float, float]  # west, south, east, north
STEPS = 12  # lines across a polygon that are tried for its label


def find_bounds(points: Iterable[Point]) -> Bounds | None:
    """Return the smallest bounds of the points, or None without points."""
    points = list(points)
    if not points:
        return None
    longitudes, latitudes = [point[0] for point in points], [point[1] for point in points]
    return min(longitudes), min(latitudes), max(longitudes), max(latitudes)


def join_bounds(many: Iterable[Bounds | None]) -> Bounds | None:
    """Return the bounds around all bounds that are not None."""
    return find_bounds([corner for one in many if one for corner in (one[:2], one[2:])])


def bounds_of(polygons: Iterable[Polygon]) -> Bounds | None:
    """Return the bounds of some polygons."""
    return find_bounds([point for polygon in polygons for point in polygon[0]])


def area_of(ring: Ring) -> float:
    """Return the area of a ring in square degrees."""
    pairs = itertools.pairwise(ring)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def find_label_point(polygons: Sequence[Polygon]) -> Point:
    """Return a point in the largest polygon, in the middle of the longest stretch from west to east: room for a name."""
    largest = max(polygons, key=lambda polygon: area_of(polygon[0]))
    west, south, east, north = find_bounds(largest[0]) or (0.0, 0.0, 0.0, 0.0)
    best, point = -1.0, ((west + east) / 2, (south + north) / 2)
    for step in range(1, STEPS):
        latitude = south + (north - south) * step / STEPS
        crossings = sorted(_longitudes_at(latitude, largest))
        for left, right in zip(crossings[::2], crossings[1::2], strict=False):
            middle = 1 - abs(2 * step / STEPS - 1)  # names near the middle before names at the edge
            if (right - left) * (0.4 + middle) > best:
                best, point = (right - left) * (0.4 + middle), ((left + right) / 2, latitude)
    return point


def _longitudes_at(latitude: float, polygon: Polygon) -> Iterable[float]:
    for ring in polygon:
        for (x1, y1), (x2, y2) in itertools.pairwise(ring):
            if (y1 > latitude) != (y2 > latitude):
                yield (x2 - x1) * (latitude - y1) / (y2 - y1) + x1
