"""The sets of outlines that a site draws: those that were uploaded, and those that come with the site for its cities."""

import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from uuid import UUID

from maps.models import OutlineSet
from maps.outlines.geojson import Outline, parse_outlines, read_outlines

SHIPPED = Path(__file__).resolve().parents[1] / "shipped"


@dataclass(frozen=True)
class DrawnSet:
    """Outlines of one level of places of a city."""

    city: UUID  # translation key
    level: str
    licence: str
    source: str
    outlines: tuple[Outline, ...]

    @property
    def credit(self) -> str:
        """Source and licence, as shown with every map."""
        return ", ".join(part for part in (self.source, self.licence) if part)

    @cached_property
    def digest(self) -> str:
        """Changes with the outlines; part of the address that browsers keep."""
        content = json.dumps([self.credit, [one.as_feature() for one in self.outlines]])
        return hashlib.sha256(content.encode()).hexdigest()[:12]


@dataclass(frozen=True)
class ShippedSet:
    """Outlines that come with the site, for the city with this name."""

    city: str
    level: str
    licence: str
    source: str
    outlines: tuple[Outline, ...]


@cache
def read_shipped(folder: Path = SHIPPED) -> tuple[ShippedSet, ...]:
    """Return the sets of a folder: of each `.toml` the `.geojson` beside it."""
    return tuple(
        ShippedSet(**tomllib.loads(path.read_text(encoding="utf-8")), outlines=tuple(read_outlines(path.with_suffix(".geojson").read_bytes())))
        for path in sorted(folder.glob("*.toml"))
    )  # fmt: skip


def find_sets(cities: Mapping[str, UUID]) -> list[DrawnSet]:
    """Return the sets of the cities, given by lower-case names; an uploaded one goes before a shipped one. One query."""
    found = {(row.city.translation_key, row.level): _from_row(row) for row in _read_uploaded()}
    for one in read_shipped():
        key = cities.get(one.city.casefold())
        if key is not None and (key, one.level) not in found:
            found[key, one.level] = DrawnSet(key, one.level, one.licence, one.source, one.outlines)
    return list(found.values())


def _read_uploaded() -> Iterable[OutlineSet]:
    return OutlineSet.objects.select_related("city").order_by("changed")


def _from_row(row: OutlineSet) -> DrawnSet:
    outlines = tuple(parse_outlines(row.features)) if row.features else ()
    return DrawnSet(row.city.translation_key, row.level, row.licence, row.source, outlines)
