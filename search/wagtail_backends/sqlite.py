"""The SQLite backend: passages use our engine; for other models one FTS5 query instead of one per row."""

from collections import OrderedDict

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connections
from django.db.models import Count
from modelsearch.backends.database.sqlite import sqlite as stock
from wagtail.search.query import And, Boost, Or, Phrase, PlainText

from search.wagtail_backends.base import PassageBackendMixin


class SingleStatementMixin:
    """Compiler mixin: matching ids and scores in one SQL statement that starts at the FTS5 table."""

    def match(self) -> str | None:
        """Return the FTS5 expression of the query; None if only the stock compiler supports it."""
        words = self._to_fts(self.query)
        # The index has a column for the title and one for all other fields; by its own name none of those can be asked.
        columns = [name for name in self.fields or () if name in self.FTS_TABLE_FIELDS] or self.FTS_TABLE_FIELDS
        return f"{{{' '.join(columns)}}} : ({words})" if words else words

    def _to_fts(self, query) -> str | None:
        if isinstance(query, Boost):
            return self._to_fts(query.subquery)
        if isinstance(query, Phrase):
            return f'"{query.query_string}"'
        if isinstance(query, PlainText):
            quoted = [f'"{word}"' for word in query.query_string.split()]
            if quoted and self.LAST_TERM_IS_PREFIX:
                quoted[-1] += "*"
            return f" {query.operator.upper()} ".join(quoted)
        if isinstance(query, And | Or):
            parts = [self._to_fts(subquery) for subquery in query.subqueries]
            word = " AND " if isinstance(query, And) else " OR "
            return None if None in parts else word.join(f"({part})" for part in parts if part)
        return None

    def scores(self, match: str) -> dict:
        """Return {primary key: score}, best first."""
        fts, entries = stock.SQLiteFTSIndexEntry._meta.db_table, stock.IndexEntry._meta.db_table
        models = [model for model in apps.get_models() if issubclass(model, self.queryset.model)]
        types = [kind.pk for kind in ContentType.objects.get_for_models(*models).values()]
        sql = (
            f"SELECT entry.object_id, -bm25({fts}, 1, 1, 3) AS score FROM {fts} CROSS JOIN {entries} AS entry "  # noqa: S608 -- names of tables
            f"ON entry.id = {fts}.rowid WHERE {fts} MATCH %s AND entry.content_type_id IN ({','.join(['%s'] * len(types))}) "
            "ORDER BY score DESC, entry.id DESC"
        )
        to_python = self.queryset.model._meta.pk.to_python
        with connections[self.queryset.db].cursor() as cursor:
            cursor.execute(sql, [match, *types])
            return {to_python(pk): score for pk, score in cursor.fetchall()}


class SearchCompiler(SingleStatementMixin, stock.SQLiteSearchQueryCompiler):
    """Compiler for whole words."""


class AutocompleteCompiler(SingleStatementMixin, stock.SQLiteAutocompleteQueryCompiler):
    """Compiler with a prefix search on the last word."""


class SearchResults(stock.SQLiteSearchResults):
    """Results of one statement; unsupported queries use the stock SQL."""

    def _scores(self) -> dict | None:
        if not hasattr(self, "_found"):
            match = self.query_compiler.match()
            self._found = None if match is None else self.query_compiler.scores(match) if match else {}
        return self._found

    def _clone(self):
        clone = super()._clone()
        if hasattr(self, "_found"):
            clone._found = self._found
        return clone

    def get_queryset(self):
        """Return the matching objects, in the order of the queryset or by descending key."""
        scores = self._scores()
        if scores is None:
            return super().get_queryset()
        queryset = self.query_compiler.queryset.filter(pk__in=list(scores))
        return queryset if queryset.query.order_by else queryset.order_by("-pk")

    def _do_search(self) -> list:
        scores = self._scores()
        if scores is None:
            return super()._do_search()
        queryset = self.get_queryset()
        if not self.query_compiler.order_by_relevance:
            return self._annotate(list(queryset[self.start : self.stop]), scores)
        allowed = set(queryset.order_by().values_list("pk", flat=True))
        page_ids = [pk for pk in scores if pk in allowed][self.start : self.stop]
        rows = {row.pk: row for row in self.query_compiler.queryset.filter(pk__in=page_ids)}
        return self._annotate([rows[pk] for pk in page_ids if pk in rows], scores)

    def _annotate(self, rows: list, scores: dict) -> list:
        if self._score_field:
            for row in rows:
                setattr(row, self._score_field, scores[row.pk])
        return rows

    def _do_count(self) -> int:
        if self._scores() is None:
            return super()._do_count()
        return self.get_queryset()[self.start : self.stop].count()

    def facet(self, field_name):
        """Return {value: number} of a field over the whole result set."""
        if self._scores() is None or self.query_compiler._get_filterable_field(field_name) is None:
            return super().facet(field_name)
        rows = self.get_queryset().order_by().values_list(field_name)
        return OrderedDict(rows.annotate(number=Count("pk")).order_by("-number"))


class SearchBackend(PassageBackendMixin, stock.SQLiteSearchBackend):
    """Search backend for SQLite, as named in WAGTAILSEARCH_BACKENDS."""

    has_query_syntax = True
    query_compiler_class = SearchCompiler
    autocomplete_query_compiler_class = AutocompleteCompiler
    results_class = SearchResults
