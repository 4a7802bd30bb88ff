"""The drawn map: outlines, names and counts of a city or of the surroundings of a place, as shapes for an SVG.

It is what readers without script and printers get, and what stands under the map while it loads.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from directory.models import Place
from maps.atlas import Atlas, Spot
from maps.outlines.geojson import Outline
from maps.outlines.geometry import Bounds, Point, join_bounds

WIDTH = 1000  # of the drawing, in its own units
LEAST_HEIGHT, MOST_HEIGHT = 420, 1000
MARGIN = 0.04  # of the width, around what is drawn
LARGEST, SMALLEST = 34, 15  # of names, in units
LETTER = 0.56  # mean width of a letter, of its size
LONG = 12  # characters of a name from which it may take two lines
MAX_POINTS = 400


@dataclass(frozen=True)
class Label:
    """A name in a shape: lines of text around a point, in a size that fits."""

    lines: tuple[str, ...]
    x: int
    y: int
    size: int


@dataclass(frozen=True)
class Shape:
    """An outline: `path` of an SVG, and for a place of the site its address and number of items."""

    path: str
    name: str
    label: Label | None = None
    url: str = ""
    number: int = 0
    is_here: bool = False


@dataclass
class Drawing:
    """A drawn map; `lines` are borders of a smaller level, without names."""

    height: int
    shapes: list[Shape]
    lines: list[str] = field(default_factory=list)
    points: list[tuple[int, int]] = field(default_factory=list)
    here: tuple[int, int] | None = None
    credits: list[str] = field(default_factory=list)

    @property
    def width(self) -> int:
        """Width in units."""
        return WIDTH

    @property
    def names(self) -> list[str]:
        """The names on it."""
        return [shape.name for shape in self.shapes if shape.label]


class Projection:
    """From degrees to units of the drawing; a city is small enough for a plane."""

    def __init__(self, bounds: Bounds):
        west, south, east, north = bounds
        self.squeeze = math.cos(math.radians((south + north) / 2))
        self.scale = WIDTH * (1 - 2 * MARGIN) / max((east - west) * self.squeeze, (north - south) / 1.1, 1e-6)
        height = (north - south) * self.scale + 2 * MARGIN * WIDTH
        self.height = round(min(max(height, LEAST_HEIGHT), MOST_HEIGHT))
        self.middle = ((west + east) / 2, (south + north) / 2)

    def place(self, point: Point) -> tuple[int, int]:
        """Return a point in units."""
        x = WIDTH / 2 + (point[0] - self.middle[0]) * self.squeeze * self.scale
        return round(x), round(self.height / 2 - (point[1] - self.middle[1]) * self.scale)

    def draw(self, outline: Outline) -> str:
        """Return the path of an outline."""
        rings = [[self.place(point) for point in ring[:-1]] for polygon in outline.polygons for ring in polygon]
        return "".join("M" + "L".join(f"{x} {y}" for x, y in dict.fromkeys(ring)) + "z" for ring in rings)

    def holds(self, point: tuple[int, int]) -> bool:
        """Return whether a point in units lies on the drawing."""
        return 0 <= point[0] <= WIDTH and 0 <= point[1] <= self.height

    def touches(self, bounds: Bounds) -> bool:
        """Return whether something in these bounds may lie on the drawing."""
        (left, bottom), (right, top) = self.place(bounds[:2]), self.place(bounds[2:])
        return left <= WIDTH and right >= 0 and top <= self.height and bottom >= 0


def draw_city(
    atlas: Atlas,
    city: UUID | None,
    numbers: Mapping[UUID, int],
    spots: Sequence[Spot],
    locale_id: int,
    link: Callable[[str], str],
) -> Drawing | None:
    """Return the drawing of a city: its districts with names and numbers, borders below, points of streets; None without outlines."""
    sets = atlas.sets_of(city)
    bounds = join_bounds(outline.bounds for one in sets for outline in one.outlines)
    if not sets or bounds is None:
        return None
    projection = Projection(bounds)
    by_outline = {
        spot.outline.name: spot
        for spot in atlas.spots.values()
        if spot.outline and spot.level == sets[0].level and city in spot.above
    }
    shapes = [
        draw_shape(projection, outline, by_outline.get(outline.name), numbers, locale_id, link)
        for outline in sets[0].outlines
    ]
    points = [projection.place(spot.point) for spot in spots if spot.point and not spot.outline]
    return Drawing(
        height=projection.height,
        shapes=shapes,
        lines=[projection.draw(outline) for one in sets[1:] for outline in one.outlines],
        points=[point for point in dict.fromkeys(points) if projection.holds(point)][:MAX_POINTS],
        credits=list(dict.fromkeys(one.credit for one in sets)),
    )


def draw_place(atlas: Atlas, key: UUID, locale_id: int) -> Drawing | None:
    """Return the drawing of a place in its surroundings; None without outlines around it or a point."""
    spot = atlas.spots.get(key)
    bounds = atlas.bounds_of(key) if spot else None
    sets = atlas.sets_of(atlas.city_of(key)) if spot else []
    if spot is None or bounds is None or not sets or spot.point is None:
        return None
    west, south, east, north = bounds
    wider = max(east - west, (north - south) * 1.6) * (0.02 if spot.level == Place.Level.CITY else 0.35)
    projection = Projection((west - wider, south - wider / 2, east + wider, north + wider / 2))
    is_large = spot.level in {sets[0].level, Place.Level.CITY}
    shown, *others = sets if is_large else reversed(sets)
    within = find_outlines_within(atlas, spot, shown.level)
    return Drawing(
        height=projection.height,
        shapes=[
            draw_shape(projection, outline, None, {}, locale_id, is_here=outline.name in within)
            for outline in shown.outlines
            if projection.touches(outline.bounds)
        ],
        lines=[
            projection.draw(outline) for one in others for outline in one.outlines if projection.touches(outline.bounds)
        ],
        here=None if within or spot.level == Place.Level.CITY else projection.place(spot.point),
        credits=[one.credit for one in sets[:1]],
    )


def find_outlines_within(atlas: Atlas, spot: Spot, level: str) -> set[str]:
    """Return the names of the outlines of a level that are the place or lie in it; none for a whole city."""
    if spot.level == Place.Level.CITY:
        return set()
    within = [one for one in atlas.spots.values() if spot.key in one.above and one.level == level]
    return {one.outline.name for one in within if one.outline}


def draw_shape(
    projection: Projection,
    outline: Outline,
    spot: Spot | None,
    numbers: Mapping[UUID, int],
    locale_id: int,
    link: Callable[[str], str] = str,
    is_here: bool = False,
) -> Shape:
    """Return an outline with its name where that fits, as a link to what is there when it is a place of the site."""
    name, url, number = outline.name, "", 0
    if spot is not None:
        _slug, name = spot.named(locale_id)
        slug, number = spot.slug_in(locale_id), numbers.get(spot.key, 0)
        url = link(slug) if number and slug else ""
    return Shape(projection.draw(outline), name, make_label(projection, outline, name), url, number, is_here)


def make_label(projection: Projection, outline: Outline, name: str) -> Label | None:
    """Return the name at the place with most room, in one or two lines; None when it would not be readable or lies outside."""
    x, y = projection.place(outline.label_point)
    west, _south, east, _north = outline.bounds
    room = (east - west) * projection.squeeze * projection.scale * 0.85
    lines = wrap_name(name)
    size = min(LARGEST, int(room / (max(map(len, lines)) * LETTER)))
    half = max(map(len, lines)) * LETTER * size / 2
    if size < SMALLEST or not (half < x < WIDTH - half and size < y < projection.height - size):
        return None
    return Label(lines, x, y, size)


def wrap_name(name: str) -> tuple[str, ...]:
    """Return a name as one line, or as two that break near the middle after a space or hyphen."""
    breaks = [at + 1 for at, letter in enumerate(name[:-1]) if letter in " -"]
    if len(name) <= LONG or not breaks:
        return (name,)
    at = min(breaks, key=lambda one: abs(one - len(name) / 2))
    return name[:at].strip(), name[at:].strip()
