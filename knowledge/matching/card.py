"""What matching knows of a question or offer, free of the database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

EARTH_RADIUS = 6371.0  # km


@dataclass(frozen=True)
class Card:
    """A question or offer; `themes` and `places` are keys that do not depend on the language.

    `level` is None where any level fits, `left` the number of students that an offer still has room for (None: not limited).
    """

    key: object
    text: str = ""
    themes: frozenset = frozenset()
    places: frozenset = frozenset()
    whole_city: bool = False
    level: str | None = None
    help: frozenset[str] = frozenset()
    students: int | None = None
    left: int | None = None
    start: date | None = None
    end: date | None = None
    is_open: bool = True


class Relation(NamedTuple):
    """How two places lie: `kind` is `same`, `within`, `city` or `near`; `one` and `other` are their keys."""

    kind: str
    one: object
    other: object
    km: float = 0.0


@dataclass(frozen=True)
class Geography:
    """The tree of places with their points: {key: key of the place it lies in, or None}, {key: (latitude, longitude)}."""

    parents: Mapping = field(default_factory=dict)
    points: Mapping = field(default_factory=dict)

    def above(self, key) -> list:
        """Return a place and the places that it lies in, smallest first; safe for cycles."""
        found: list = []
        while key is not None and key not in found:
            found.append(key)
            key = self.parents.get(key)
        return found

    def is_city(self, key) -> bool:
        """Return whether a place lies in no other one."""
        return self.parents.get(key) is None

    def relate(self, one, other, near: float) -> Relation | None:
        """Return how two places lie, or None if they are further apart than `near` km or their points are unknown."""
        if one == other:
            return Relation("city" if self.is_city(one) else "same", one, other)
        for inner, outer in ((one, other), (other, one)):
            if outer in self.above(inner):
                return Relation("city" if self.is_city(outer) else "within", inner, outer)
        if one in self.points and other in self.points:
            km = measure_distance(self.points[one], self.points[other])
            return Relation("near", one, other, km) if km <= near else None
        return None


def measure_distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the distance in km between two points (latitude, longitude in degrees), by the haversine formula."""
    (lat1, lon1), (lat2, lon2) = (tuple(map(radians, point)) for point in (one, other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS * asin(sqrt(min(1.0, half)))
