"""Reads outlines from GeoJSON (RFC 7946), which anybody may have made: everything is checked, and what is not needed is left out."""

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from maps.outlines.geometry import Bounds, Point, bounds_of, find_label_point

MAX_BYTES = 2 * 1024 * 1024
MAX_FEATURES = 500
MAX_POINTS = 40_000
MAX_NAME = 120  # characters
DIGITS = 5  # decimals of degrees: about a metre
WORLD_WIDTH = 180.0
WORLD_HEIGHT = 85.0  # degrees; a map in Web Mercator ends there
KNOWN_CRS = ("CRS84", "EPSG::4326", "EPSG:4326")


class OutlineError(ValueError):
    """The file holds no outlines that the site can draw; the message is for who uploaded it."""


@dataclass(frozen=True)
class Outline:
    """An outline with a name: polygons of rings of (longitude, latitude)."""

    name: str
    polygons: tuple

    @cached_property
    def bounds(self) -> Bounds:
        """Smallest bounds of the outline."""
        return bounds_of(self.polygons) or (0.0, 0.0, 0.0, 0.0)

    @cached_property
    def label_point(self) -> Point:
        """Where its name has room."""
        return find_label_point(self.polygons)

    def as_feature(self) -> dict:
        """Return the outline as it is stored and sent: a feature with its name."""
        geometry = {"type": "MultiPolygon", "coordinates": self.polygons}
        return {"type": "Feature", "properties": {"name": self.name}, "geometry": geometry}


def read_outlines(content: bytes) -> list[Outline]:
    """Return the outlines of a GeoJSON file; raise OutlineError with the reason when it is no such file or too large."""
    if len(content) > MAX_BYTES:
        raise OutlineError(_("The file is larger than %(size)s MB.") % {"size": MAX_BYTES // 1024 // 1024})
    try:
        data = json.loads(content.decode("utf-8-sig"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise OutlineError(_("This is no GeoJSON: the file cannot be read as JSON.")) from error
    return parse_outlines(data)


def parse_outlines(data: Any) -> list[Outline]:
    """Return the outlines of a parsed FeatureCollection; raise OutlineError."""
    if (
        not isinstance(data, dict)
        or data.get("type") != "FeatureCollection"
        or not isinstance(data.get("features"), list)
    ):
        raise OutlineError(_("The file is no FeatureCollection with features."))
    if not _is_wgs84(data.get("crs")):
        raise OutlineError(_("The coordinates are not in WGS 84 (EPSG:4326). Convert the file first."))
    features = data["features"]
    if not features:
        raise OutlineError(_("The file has no features."))
    if len(features) > MAX_FEATURES:
        raise OutlineError(_("The file has more than %(number)s outlines.") % {"number": MAX_FEATURES})
    outlines = [_parse_feature(feature, number) for number, feature in enumerate(features, start=1)]
    points = sum(len(ring) for outline in outlines for polygon in outline.polygons for ring in polygon)
    if points > MAX_POINTS:
        text = _(
            "The outlines have %(points)s points together, at most %(most)s can be drawn. Simplify the file first."
        )
        raise OutlineError(text % {"points": points, "most": MAX_POINTS})
    names = [outline.name.casefold() for outline in outlines]
    double = sorted({outline.name for outline in outlines if names.count(outline.name.casefold()) > 1})
    if double:
        raise OutlineError(_("These names stand more than once: %(names)s.") % {"names": ", ".join(double[:5])})
    return outlines


def write_collection(outlines: Iterable[Outline]) -> dict:
    """Return outlines as a FeatureCollection, as they are stored."""
    return {"type": "FeatureCollection", "features": [outline.as_feature() for outline in outlines]}


def _refuse_constant(name: str) -> float:
    raise ValueError(name)


def _is_wgs84(crs: Any) -> bool:
    if crs is None:
        return True
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    return isinstance(name, str) and name.endswith(KNOWN_CRS)


def _parse_feature(feature: Any, number: int) -> Outline:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    name = " ".join(name.split()) if isinstance(name, str) else ""
    if not name or len(name) > MAX_NAME or not name.isprintable():
        raise OutlineError(_("Feature %(number)s has no property “name” that can be read.") % {"number": number})
    geometry = feature.get("geometry")
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    polygons = {"Polygon": lambda found: [found], "MultiPolygon": lambda found: found}.get(
        kind if isinstance(kind, str) else ""
    )
    if polygons is None:
        raise OutlineError(_("“%(name)s” is no Polygon and no MultiPolygon.") % {"name": name})
    try:
        return Outline(name, _parse_polygons(polygons(geometry.get("coordinates"))))
    except (TypeError, ValueError, IndexError, OverflowError) as error:
        text = _(
            "The outline of “%(name)s” is broken: a ring needs four points in degrees or more, the last one like the first."
        )
        raise OutlineError(text % {"name": name}) from error


def _parse_polygons(found: Any) -> tuple:
    polygons = tuple(tuple(_parse_ring(ring) for ring in _list(polygon)) for polygon in _list(found))
    if not polygons or not all(polygons):
        raise ValueError("a polygon without rings")
    return polygons


def _list(value: Any) -> list:
    if not isinstance(value, list):
        raise TypeError(type(value).__name__)
    return value


def _parse_ring(found: Any) -> tuple[Point, ...]:
    ring = [_parse_point(point) for point in _list(found)]
    if len(ring) < 4 or ring[0] != ring[-1]:
        raise ValueError("an open ring")
    kept = [point for point, before in zip(ring[1:], ring, strict=False) if point != before]
    return (ring[0], *kept) if len(kept) >= 3 else tuple(ring)


def _parse_point(found: Any) -> Point:
    longitude, latitude = (_parse_number(value) for value in _list(found)[:2])
    if abs(longitude) > WORLD_WIDTH or abs(latitude) > WORLD_HEIGHT:
        raise ValueError("no degrees")
    return round(longitude, DIGITS), round(latitude, DIGITS)


def _parse_number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise TypeError(type(value).__name__)
    return float(value)
