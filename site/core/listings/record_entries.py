"""The entries that belong to a record: what its page lists, and the number that other pages give."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from core.entries.redactions import find_redacted_entries
from directory.models import Organisation, Person, Place, Theme
from directory.models.record import Record
from directory.places import keys_below, read_tree


def make_conditions(records: Iterable[Record]) -> list[Q]:
    """Return for each record the condition on entries that belong to it, in any language; at most a query per kind.

    A place has the entries of the places below it, an organisation those of its parts, a person those that may name them.
    """
    records = list(records)
    tree = read_tree() if any(isinstance(one, Place) for one in records) else {}
    redacted = find_redacted_entries([one.translation_key for one in records if isinstance(one, Person)])
    return [_make_condition(one, tree, redacted) for one in records]


def _make_condition(record: Record, tree: dict, redacted: dict[UUID, set[UUID]]) -> Q:
    key = record.translation_key
    match record:
        case Theme():
            return Q(themes__translation_key=key)
        case Place():
            return Q(places__translation_key__in=keys_below([key], tree))
        case Organisation():
            with_parts = Q(partnerships__organisation__parent__translation_key=key)
            return Q(partnerships__organisation__translation_key=key) | with_parts
        case Person():
            named = Q(contributions__person__translation_key=key)
            return named & ~Q(translation_key__in=redacted.get(key, ()))
    raise TypeError(type(record).__name__)
