"""Records on the map that are no entries, from the sources of the apps, under the same filters."""

from collections.abc import Iterable
from datetime import date

from core.extensions import MapConditions, MapRecord, MapSource, map_sources
from core.filters.database import DatabaseFilters
from core.filters.definitions import clean_number
from directory.known_records import known_tree
from directory.localisation import language_of
from directory.places import keys_below


def find_sources(kinds: Iterable[str]) -> list[MapSource]:
    """Return the sources of the chosen kinds; all when none is chosen."""
    kinds = set(kinds)
    return [source for source in map_sources if not kinds or source.kind in kinds]


def read_conditions(filters: DatabaseFilters) -> MapConditions:
    """Return what chosen filters ask of records; a value that is unknown fits nothing."""
    return MapConditions(
        themes=_read_keys(filters, "theme"),
        places=_read_keys(filters, "place"),
        organisations=_read_keys(filters, "organisation"),
        years=frozenset(clean_number(value, 1, 9999, 0) for value in filters.chosen["year"]) or None,
    )


def _read_keys(filters: DatabaseFilters, name: str) -> frozenset | None:
    slugs = filters.chosen.get(name)
    if not slugs:
        return None
    keys = {record.translation_key for record in filters.records[name] if record.slug in slugs}
    return frozenset(keys_below(keys, known_tree()) if name == "place" else keys)


def find_records(filters: DatabaseFilters, located: frozenset) -> list[tuple[MapSource, MapRecord]]:
    """Return (source, record) of the records that fit the filters and have a place with a point."""
    sources = find_sources(filters.chosen["kind"])
    if not sources:
        return []
    conditions, language = read_conditions(filters), language_of(filters.locale_id)
    return [
        (source, record)
        for source in sources
        for record in source.find(conditions, language)
        if located.intersection(record.places)
    ]


def find_day(record: MapRecord) -> date:
    """Return the day by which a record is sorted; one without a day comes after all others when the newest come first."""
    return record.day or date.min
