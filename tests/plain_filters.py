"""Filters on a model's own column by a plain value, built without asking what else they could be.

Most filters of a request are like `pk=5`. Django looks for annotations, relations, joins and transforms first, and finds none.
What is negated, or asks more than one column, is built as always.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import cache
from uuid import UUID

import pytest
from django.core.exceptions import FieldDoesNotExist
from django.db.models import ForeignKey
from django.db.models.sql import Query
from django.db.models.sql.where import AND, WhereNode

DJANGO = Query._add_q
_PLAIN = {int, str, bool, float, UUID, date, datetime}


@cache
def find_column(model, argument: str) -> tuple | None:
    """Return the model's own field that a filter names and the class of its lookup, or None when there is more to it."""
    name, _, lookup = argument.partition("__")
    options = model._meta
    try:
        field = options.pk if name == "pk" else options.get_field(name)
    except FieldDoesNotExist:
        return None
    if field not in options.local_concrete_fields or (field.is_relation and not isinstance(field, ForeignKey)):
        return None
    if lookup not in {"", "exact"}:
        return None
    return field, field.get_lookup("exact")


@contextmanager
def plain_filters() -> Iterator[None]:
    """Build filters on own columns by plain values directly."""

    def add_q(query, q_object, used_aliases, branch_negated=False, *args, **options):
        if not branch_negated and (plain := _build(query, q_object)):
            alias = query.get_initial_alias()
            query._lookup_joins = [alias]
            columns = [lookup(query._get_col(field, field, alias), value) for field, lookup, value in plain]
            if used_aliases is not None:
                used_aliases.add(alias)
            return WhereNode(columns, connector=AND), {alias}
        return DJANGO(query, q_object, used_aliases, branch_negated, *args, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Query, "_add_q", add_q)
        yield


def _build(query: Query, q_object) -> list[tuple] | None:
    """Return field, class of lookup and value of each condition; None when one is not plain, or has joins to agree with."""
    if q_object.negated or q_object.connector != AND or query.annotations or query._filtered_relations:
        return None
    found = []
    for child in q_object.children:
        column = find_column(query.model, child[0]) if type(child) is tuple else None
        if column is None:
            return None
        field, value = column[0], child[1]
        if field.is_relation and len(query.alias_map) > 1:
            return None
        if type(value) not in _PLAIN and not _is_related(value, field):
            return None
        found.append((*column, value))
    return found


def _is_related(value, field) -> bool:
    """Return whether a value is a saved row of the model that a foreign key points at."""
    return field.is_relation and isinstance(value, field.related_model) and value.pk is not None
