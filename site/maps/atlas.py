"""Where places lie: their points, outlines, and what they lie in; kept until a place or an outline changes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from directory.models import Place
from maps.outlines.geojson import Outline
from maps.outlines.geometry import Bounds, Point, find_bounds, join_bounds
from maps.outlines.sets import DrawnSet, find_sets
from page_cache.state import memo

AREAS = (Place.Level.CITY, Place.Level.DISTRICT)  # levels that get a count of their own
LEVELS = {level: rank for rank, level in enumerate(Place.Level.values)}
NEAR = 0.006  # degrees around a point that a map of one place shows


@dataclass
class Spot:
    """A place on the map; `above` are the keys of itself and of what it lies in, itself first."""

    key: UUID
    level: str
    names: dict[int, tuple[str, str]] = field(default_factory=dict)  # {locale: (slug, name)}
    other_names: str = ""
    parent: UUID | None = None
    point: Point | None = None  # longitude, latitude
    above: tuple[UUID, ...] = ()
    outline: Outline | None = None

    def named(self, locale_id: int) -> tuple[str, str]:
        """Return (slug, name) in a language, else in any."""
        return self.names.get(locale_id) or next(iter(self.names.values()))

    def slug_in(self, locale_id: int) -> str:
        """Return the slug in a language, of which links are made; empty when the place does not exist in it."""
        return self.names.get(locale_id, ("", ""))[0]

    @property
    def all_names(self) -> set[str]:
        """Lower-case names in all languages, other names too."""
        names = [name for _slug, name in self.names.values()]
        return {name.strip().casefold() for name in [*names, *self.other_names.splitlines()] if name.strip()}


@dataclass
class Atlas:
    """The places of the site by translation key, and the sets of outlines."""

    spots: dict[UUID, Spot]
    sets: list[DrawnSet]

    @cached_property
    def located(self) -> frozenset[UUID]:
        """Keys of the places that have a point."""
        return frozenset(key for key, spot in self.spots.items() if spot.point is not None)

    def area_of(self, key: UUID) -> UUID:
        """Return the district in which a place lies or that it is, else the city, else what it lies in at last."""
        above = [self.spots[one] for one in self.spots[key].above]
        return next((spot.key for level in reversed(AREAS) for spot in above if spot.level == level), above[-1].key)

    def city_of(self, key: UUID) -> UUID:
        """Return the largest place in which a place lies."""
        return self.spots[key].above[-1]

    def sets_of(self, city: UUID | None) -> list[DrawnSet]:
        """Return the sets of outlines of a city, the largest level first."""
        return sorted((one for one in self.sets if one.city == city), key=lambda one: LEVELS[one.level])

    def bounds_of(self, key: UUID) -> Bounds | None:
        """Return the bounds of a place: of its outline, of what lies in it, or around its point."""
        spot = self.spots[key]
        if spot.outline is not None:
            return spot.outline.bounds
        within = [one for one in self.spots.values() if key in one.above]
        outlines = [outline.bounds for one in self.sets_of(key) for outline in one.outlines]
        outlines += [one.outline.bounds for one in within if one.outline is not None]
        bounds = join_bounds(outlines) or find_bounds([one.point for one in within if one.point])
        if bounds is None:
            return None
        west, south, east, north = bounds
        return bounds if outlines else (west - NEAR, south - NEAR / 2, east + NEAR, north + NEAR / 2)

    @cached_property
    def bounds(self) -> Bounds | None:
        """Bounds of everything that can be drawn."""
        outlines = [outline.bounds for one in self.sets for outline in one.outlines]
        return join_bounds([*outlines, find_bounds(spot.point for spot in self.spots.values() if spot.point)])


def read_atlas() -> Atlas:
    """Return the atlas of the site; no query while nothing changes."""
    return memo.get("map-atlas", build_atlas)


def build_atlas() -> Atlas:
    """Return the atlas as the database has it; two queries. A place without a point of its own lies where its outline does, or its parent."""
    spots = _read_spots()
    cities = {name: spot.key for spot in spots.values() if spot.level == Place.Level.CITY for name in spot.all_names}
    for spot in spots.values():
        spot.above = _find_above(spot.key, spots)
    sets = [one for one in find_sets(cities) if one.city in spots]  # no city that is only proposed
    for one in sets:
        _match(one, spots)
    for spot in sorted(spots.values(), key=lambda one: len(one.above)):
        if spot.point is None and spot.outline is not None:
            spot.point = spot.outline.label_point
        if spot.point is None and spot.parent in spots:
            spot.point = spots[spot.parent].point
    return Atlas(spots, sets)


def _read_spots() -> dict[UUID, Spot]:
    spots: dict[UUID, Spot] = {}
    fields = (
        "translation_key",
        "level",
        "other_names",
        "parent__translation_key",
        "latitude",
        "longitude",
        "locale_id",
        "slug",
        "name",
    )
    for key, level, others, parent, latitude, longitude, locale_id, slug, name in Place.objects.order_by(
        "pk"
    ).values_list(*fields):
        spot = spots.setdefault(key, Spot(key, level, other_names=others, parent=parent))
        spot.names[locale_id] = (slug, name)
        if spot.point is None and latitude is not None and longitude is not None:
            spot.point = (float(longitude), float(latitude))
    return spots


def _find_above(key: UUID, spots: Mapping[UUID, Spot]) -> tuple[UUID, ...]:
    found: list[UUID] = []
    pending: UUID | None = key
    while pending in spots and pending not in found:
        found.append(pending)
        pending = spots[pending].parent
    return tuple(found)


def _match(one: DrawnSet, spots: Mapping[UUID, Spot]) -> None:
    """Give the places of a city and level the outlines with their names."""
    by_name = {outline.name.casefold(): outline for outline in one.outlines}
    for spot in _places_of(one, spots.values()):
        spot.outline = next((by_name[name] for name in spot.all_names if name in by_name), spot.outline)


def _places_of(one: DrawnSet, spots: Iterable[Spot]) -> Iterable[Spot]:
    return (spot for spot in spots if spot.level == one.level and one.city in spot.above)
