"""The public records of a language and the tree of places, read once while nothing changes."""

from copy import copy
from typing import NamedTuple
from uuid import UUID

from directory.name_order import sort_by_name
from directory.places import read_tree
from page_cache.state import memo


class RecordOption(NamedTuple):
    """What a choice of a record needs: less than a row, and nothing that an answer could change."""

    slug: str
    name: str
    translation_key: UUID


def list_records(model, locale_id: int) -> list:
    """Return the public records of a model in a language, by name; no query while nothing changes."""
    return [copy(one) for one in _known_records(model, locale_id)]


def list_options(model, locale_id: int) -> tuple[RecordOption, ...]:
    """Return `list_records` as choices, without a copy of each row."""
    return memo.get(("options", model._meta.label, locale_id), lambda: _make_options(_known_records(model, locale_id)))


def known_tree() -> dict:
    """Return the tree of places, for reading only; no query while nothing changes."""
    return memo.get("place_tree", read_tree)


def _known_records(model, locale_id: int) -> list:
    found = model.objects.filter(locale_id=locale_id)
    return memo.get(("records", model._meta.label, locale_id), lambda: sort_by_name(found))


def _make_options(records: list) -> tuple[RecordOption, ...]:
    return tuple(RecordOption(one.slug, one.name, one.translation_key) for one in records)
