"""SQL that Django's compiler made before, for walks whose thousands of requests ask the same questions.

What SQL a query becomes hangs on the query alone, not on what the database holds: it holds across writes. A query is known by
everything in it that its SQL is made from; one with a part that is not listed here is compiled as always.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from operator import is_
from types import NoneType
from uuid import UUID

import pytest
from django.db.models import Count, Exists, Lookup, Value
from django.db.models.expressions import Col, NegatedExpression, Star
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler
from django.db.models.sql.where import WhereNode

_PLAIN = {int, str, bool, float, NoneType, UUID, date, datetime}
# Parts of a query that other parts stand for, or that its SQL does not show.
_AS_USUAL = {
    "extra": {}, "extra_tables": (), "extra_order_by": (), "combinator": None, "distinct_fields": (), "group_by": None,
    "select_for_update_of": (), "explain_info": None, "_filtered_relations": {},
}  # fmt: skip
_STATE = ("select", "klass_info", "annotation_col_map", "col_count", "has_extra_select", "_meta_ordering")


class UnknownPart(Exception):
    """A query holds what is not known by its value."""


def make_key(query: Query) -> tuple:
    """Return what the SQL of a query is made from; `UnknownPart` when it cannot be said."""
    values = query.__dict__
    if type(query) is not Query or any(values.get(name, usual) != usual for name, usual in _AS_USUAL.items()):
        raise UnknownPart
    if any(type(name) is not str for name in query.order_by):
        raise UnknownPart
    return (
        query.model, query.default_cols, query.order_by, query.low_mark, query.high_mark, query.standard_ordering,
        query.default_ordering, query.deferred_loading, query.max_depth, query.values_select, query.subquery, query.distinct,
        query.select_for_update, query.select_for_no_key_update, query.annotation_select_mask is None,
        tuple(query.annotation_select_mask or ()), tuple(query.external_aliases.items()), _freeze(query.select_related),
        None if query.selected is None else tuple(query.selected.items()),
        tuple(map(_describe, query.select)),
        tuple((name, _describe(one)) for name, one in query.annotations.items()),
        tuple((join.identity, join.join_type, alias, query.alias_refcount[alias] > 0) for alias, join in query.alias_map.items()),
        _describe(query.where),
    )  # fmt: skip


def _describe(part) -> tuple:
    """Return what the SQL of a condition, column or value is made from."""
    kind = type(part)
    if kind in _PLAIN:
        return kind, part
    if kind is Col:
        return kind, part.alias, part.target, part.output_field
    if kind is WhereNode:
        return kind, part.connector, part.negated, tuple(map(_describe, part.children))
    if isinstance(part, Lookup):
        return kind, part.bilateral_transforms == [] or _refuse(), _describe(part.lhs), _describe(part.rhs)
    if kind in {list, tuple, set}:
        return kind, tuple(map(_describe, part))
    if kind is Query:
        return make_key(part)
    if kind is Value:
        return kind, _describe(part.value), type(part._output_field_or_none)
    if kind is Exists:
        return kind, make_key(part.query)
    if kind is NegatedExpression:
        return kind, _describe(part.expression)
    if kind is Count and [type(one) for one in part.get_source_expressions()[:1]] == [Star] and part.filter is None:
        return kind, part.distinct
    return _refuse()


def _freeze(tree: bool | dict) -> bool | tuple:
    """Return a tree of relations as something that can be a key."""
    return tuple((name, _freeze(below)) for name, below in tree.items()) if isinstance(tree, dict) else tree


def _refuse():
    raise UnknownPart


class RememberedSQL:
    """{parts of a query: (SQL and parameters, what the compiler knows of its columns)}."""

    def __init__(self):
        self.compiled: dict[tuple, tuple] = {}
        self.found = self.asked = 0

    def as_sql(self, compile_query, compiler, *args, **options) -> tuple:
        """Return the SQL of a compiler's query and its parameters."""
        self.asked += 1
        key = None
        if type(compiler) is SQLCompiler and not args and not options:
            try:
                key = compiler.elide_empty, make_key(compiler.query)
                known = self.compiled.get(key)
            except (UnknownPart, TypeError):  # or what cannot be a key
                key = known = None
            if known is not None:
                self.found += 1
                compiler.__dict__.update(known[1])
                return known[0]
        found = compile_query(compiler, *args, **options)
        if key is not None:
            state = {name: getattr(compiler, name) for name in _STATE}
            columns = [one for one, _sql, _alias in state["select"][: state["col_count"]]]
            state["known_converters"] = columns, compiler.get_converters(columns)
            self.compiled[key] = found, state
        return found


@contextmanager
def remembered_sql() -> Iterator[RememberedSQL]:
    """Compile each query once."""
    remembered, compile_query, find = RememberedSQL(), SQLCompiler.as_sql, SQLCompiler.get_converters

    def get_converters(compiler, expressions):
        columns, converters = getattr(compiler, "known_converters", ((), None))
        if columns and len(columns) == len(expressions) and all(map(is_, columns, expressions)):
            return converters
        return find(compiler, expressions)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            SQLCompiler, "as_sql", lambda compiler, *args, **options: remembered.as_sql(compile_query, compiler, *args, **options)
        )  # fmt: skip
        patch.setattr(SQLCompiler, "get_converters", get_converters)
        yield remembered
