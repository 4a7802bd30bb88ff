"""SQL that Django's compiler made before: a third of what the tests compute is queries that become the same SQL again and again.

What SQL a query becomes hangs on the query alone, not on what the database holds: it holds across writes. A query is known by
everything in it that its SQL is made from; one with a part that is not listed here is compiled as always. Values that conditions
compare columns with are no part of that, for they are parameters: they are prepared anew by Django for each query.

CHECK_REMEMBERED_SQL=1 compiles each query all the same, and fails when the remembered SQL or parameters differ.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from itertools import count
from operator import is_
from types import NoneType
from uuid import UUID

import pytest
from django.db import models
from django.db.backends.postgresql.compiler import SQLCompiler as PostgreSQLCompiler
from django.db.models import Count, Exists, Lookup, Subquery, Value, lookups
from django.db.models.expressions import Col, CombinedExpression, NegatedExpression, Star
from django.db.models.fields import related_lookups
from django.db.models.functions import Coalesce, Length, Substr
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler
from django.db.models.sql.datastructures import BaseTable
from django.db.models.sql.where import WhereNode

DJANGO = SQLCompiler.as_sql, SQLCompiler.get_converters
COMPILERS = {SQLCompiler, PostgreSQLCompiler}
IS_CHECKED = bool(os.environ.get("CHECK_REMEMBERED_SQL"))
_PLAIN = {int, str, bool, float, NoneType, UUID, date, datetime}
# A value of these types is a parameter, whatever it is: small numbers fit in every column, others may be compared with nothing at all.
_PARAMETERS = {str, UUID, date, datetime}
_SMALL = 2**15
_FUNCTIONS = {Coalesce, Length, Substr}
UNUSED_FROM = 30_000  # numbers that no query asks for
_COMPARISONS = {
    lookups.Exact, lookups.IExact, lookups.GreaterThan, lookups.GreaterThanOrEqual, lookups.LessThan, lookups.LessThanOrEqual,
    lookups.Contains, lookups.IContains, lookups.StartsWith, lookups.IStartsWith, lookups.EndsWith, lookups.IEndsWith,
    lookups.IntegerFieldExact, lookups.IntegerGreaterThan, lookups.IntegerGreaterThanOrEqual, lookups.IntegerLessThan,
    lookups.IntegerLessThanOrEqual, related_lookups.RelatedExact, related_lookups.RelatedGreaterThan,
    related_lookups.RelatedGreaterThanOrEqual, related_lookups.RelatedLessThan, related_lookups.RelatedLessThanOrEqual,
}  # fmt: skip
_AMONG = {lookups.In, related_lookups.RelatedIn, lookups.Range}
_MOST = 100  # values in one list; SQLite's limit is far above
# Parts of a query that other parts stand for, or that its SQL does not show.
_AS_USUAL = {
    "extra": {}, "extra_tables": (), "extra_order_by": (), "combinator": None, "distinct_fields": (), "group_by": None,
    "select_for_update_of": (), "explain_info": None, "_filtered_relations": {},
}.items()  # fmt: skip
_STATE = ("select", "klass_info", "annotation_col_map", "col_count", "has_extra_select", "_meta_ordering")


class UnknownPart(Exception):
    """A query holds what is not known by its value."""


class Description:
    """What the SQL of a query is made from (`parts`), and its conditions whose values are parameters, in the order of the parts."""

    def __init__(self, query: Query):
        self.conditions: list[Lookup] = []
        self.parts = self.describe_query(query)

    @property
    def values(self) -> tuple:
        """The values that `parts` leaves out."""
        return tuple(one.rhs if type(one.rhs) in _PLAIN else tuple(one.rhs) for one in self.conditions)

    def find_parameters(self, compiler: SQLCompiler) -> list:
        """Return the values of the conditions as the database gets them."""
        found = (one.process_rhs(compiler, compiler.connection)[1] for one in self.conditions)
        return [value for values in found for value in values]

    def describe_query(self, query: Query) -> tuple:
        """Return the parts of a query; `UnknownPart` when they cannot be said."""
        values = query.__dict__
        if type(query) is not Query or any(values.get(name, usual) != usual for name, usual in _AS_USUAL):
            raise UnknownPart
        for name in query.order_by:
            if type(name) is not str:
                raise UnknownPart
        describe = self.describe
        return (
            query.model, query.default_cols, query.order_by, query.low_mark, query.high_mark, query.standard_ordering,
            query.default_ordering, query.deferred_loading, query.max_depth, query.values_select, query.subquery, query.distinct,
            query.select_for_update, query.select_for_no_key_update, query.annotation_select_mask is None,
            tuple(query.annotation_select_mask or ()), tuple(query.external_aliases.items()), _freeze(query.select_related),
            None if query.selected is None else tuple(query.selected.items()),
            tuple(map(describe, query.select)),
            tuple((name, describe(one)) for name, one in query.annotations.items()),
            tuple(
                (alias, join.table_name) if type(join) is BaseTable and query.alias_refcount[alias] else
                (join.identity, join.join_type, alias, query.alias_refcount[alias] > 0)
                for alias, join in query.alias_map.items()
            ),
            describe(query.where),
        )  # fmt: skip

    def describe(self, part) -> tuple:
        """Return what the SQL of a condition, column or value is made from."""
        kind = type(part)
        if kind is Col:
            return part.alias, part.target, part.output_field is part.target or type(part.output_field)
        if kind is WhereNode:
            return part.connector, part.negated, tuple(map(self.describe, part.children))
        if isinstance(part, Lookup):
            return self.describe_condition(part, kind)
        if kind in _PLAIN:
            return kind, part
        if kind in {list, tuple, set}:
            return kind, tuple(map(self.describe, part))
        if kind is Query:
            return self.describe_query(part)
        if kind is Value:
            return kind, self.describe(part.value), type(part._output_field_or_none)
        if kind in {Exists, Subquery}:
            return kind, self.describe_query(part.query)
        if kind is CombinedExpression:
            sides = self.describe(part.lhs), self.describe(part.rhs)
            return kind, part.connector, sides, type(part._output_field_or_none)
        if kind in _FUNCTIONS and not part.extra:
            return kind, tuple(map(self.describe, part.get_source_expressions())), type(part._output_field_or_none)
        if kind is NegatedExpression:
            return kind, self.describe(part.expression)
        if kind is Count and [type(one) for one in part.get_source_expressions()[:1]] == [Star] and part.filter is None:
            return kind, part.distinct
        raise UnknownPart

    def describe_condition(self, part: Lookup, kind: type) -> tuple:
        """Return what the SQL of a condition is made from; its value is left out when it is a parameter and nothing else."""
        if part.bilateral_transforms:
            raise UnknownPart
        left, value = self.describe(part.lhs), part.rhs
        if type(part.lhs) is Col and type(part.lhs.target) not in {models.JSONField}:
            if kind in _COMPARISONS and is_parameter(value):
                self.conditions.append(part)
                return kind, left, type(value)
            if (
                kind in _AMONG and type(value) in {list, tuple} and 0 < len(set(value)) == len(value) < _MOST
                and all(map(is_parameter, value))
            ):  # fmt: skip
                self.conditions.append(part)
                return kind, left, len(value)
        return kind, left, self.describe(value)


def is_parameter(value) -> bool:
    """Return whether a value is given to the database as a parameter, whatever it is."""
    kind = type(value)
    return 0 <= value < _SMALL if kind is int else kind in _PARAMETERS


def replace_values(value, numbers: Iterator[int]):
    """Return a value, or a list, of the same types that no other condition has."""
    if isinstance(value, list | tuple):
        return [replace_values(one, numbers) for one in value]
    number = next(numbers)
    moment = datetime(1, 1, 1, tzinfo=UTC) + timedelta(days=number)
    return {int: number, str: str(number), UUID: UUID(int=number), date: moment.date(), datetime: moment}[type(value)]


def _freeze(tree: bool | dict) -> bool | tuple:
    """Return a tree of relations as something that can be a key."""
    return tuple((name, _freeze(below)) for name, below in tree.items()) if isinstance(tree, dict) else tree


class RememberedSQL:
    """{parts of a query: (SQL, places of its conditions' values, parameters, what the compiler knows of its columns)}.

    Where the places are not clear, the values are a part of what the query is known by.
    """

    def __init__(self):
        self.compiled: dict[tuple, tuple] = {}
        self.found = self.asked = 0

    def as_sql(self, compile_query, compiler, *args, **options) -> tuple:
        """Return the SQL of a compiler's query and its parameters."""
        self.asked += 1
        described = known = None
        if type(compiler) in COMPILERS and not args and not options:
            try:
                described = Description(compiler.query)
                key = type(compiler), compiler.elide_empty, described.parts
                known = self.compiled.get(key) or self.compiled.get((*key, described.values))
            except (UnknownPart, TypeError):  # or what cannot be a key
                described = known = None
        if known is not None:
            self.found += 1
            sql, places, parameters, state = known
            answer = sql, tuple(fill(parameters, places, described.find_parameters(compiler)) if places else parameters)
            if IS_CHECKED:
                assert (answer[0], list(answer[1])) == as_lists(compile_query(compiler))
            compiler.__dict__.update(state)
            return answer
        found = compile_query(compiler, *args, **options)
        if described is not None:
            self.remember(key, described, compiler, *found)
        return found

    def remember(self, key: tuple, described: Description, compiler: SQLCompiler, sql: str, parameters) -> None:
        """Keep what a query became."""
        state = {name: getattr(compiler, name) for name in _STATE}
        columns = [one for one, _sql, _alias in state["select"][: state["col_count"]]]
        state["known_converters"] = columns, compiler.get_converters(columns)
        places = find_places(described, compiler, list(parameters))
        if places is None:
            self.compiled[(*key, described.values)] = sql, [], parameters, state
        else:
            self.compiled[key] = sql, places, parameters, state


def find_places(described: Description, compiler: SQLCompiler, parameters: list) -> list[int] | None:
    """Return at which place of the parameters of a query each value of its conditions stands; None when that is not clear.

    Asked with other values, each of which is there once: what differs then is them.
    """
    own, numbers = [one.rhs for one in described.conditions], count(UNUSED_FROM)
    try:
        for one in described.conditions:
            one.rhs = replace_values(one.rhs, numbers)
        given, others = described.find_parameters(compiler), list(DJANGO[0](compiler)[1])
    finally:
        for one, value in zip(described.conditions, own, strict=True):
            one.rhs = value
    if len(others) != len(parameters) or any(others.count(value) != 1 for value in given):
        return None
    places = [others.index(value) for value in given]
    filled = fill(others, places, described.find_parameters(compiler))
    return places if filled == parameters else None


def fill(parameters: list, places: list[int], values: list) -> list:
    """Return parameters with values at their places."""
    filled = list(parameters)
    for place, value in zip(places, values, strict=True):
        filled[place] = value
    return filled


def as_lists(compiled: tuple) -> tuple:
    """Return SQL and its parameters as a list."""
    return compiled[0], list(compiled[1])


@contextmanager
def remembered_sql() -> Iterator[RememberedSQL]:
    """Compile each query once."""
    remembered, (compile_query, find) = RememberedSQL(), DJANGO

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
