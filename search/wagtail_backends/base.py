"""Wagtail's search API for SearchPassage: `get_search_backend().search(text, SearchPassage)` and `update_index`."""

from collections import OrderedDict
from collections.abc import Iterator

from django.db.models import Count, QuerySet
from wagtail.search.backends.base import BaseIndex, BaseSearchBackend, BaseSearchResults, EmptySearchResults
from wagtail.search.query import And, Boost, MatchAll, Not, Or, Phrase, PlainText

from core.models import EntryPage
from directory.localisation import get_locales
from search.engines.base import Candidate
from search.engines.registry import get_engines
from search.indexing.rebuild import rebuild_all
from search.indexing.writer import make_documents
from search.models import SearchPassage
from search.query.executor import query_engines
from search.query.parsed_query import ParsedQuery, Term
from search.query.parser import parse_query
from search.wagtail_backends.sanitize import sanitize

MAX_PASSAGES = 1000  # per language


class PassageIndex(BaseIndex):
    """Index of passages in all engines; writes whole entries, as engines require."""

    def get_key(self):
        """Return a separate key, so that `update_index` rebuilds this index on its own."""
        return "search.indexing.writer"

    def add_item(self, obj):
        """Write the entry of a passage."""
        self.add_items(SearchPassage, [obj])

    def add_items(self, model, items):
        """Write the entries of passages."""
        self._write({item.entry_id for item in items})

    def delete_item(self, item):
        """Write the entry of a deleted passage with its remaining passages."""
        self._write({item.entry_id})

    def reset(self):
        """Empty the index."""
        for engine in get_engines():
            engine.rebuild([])

    @staticmethod
    def _write(entry_ids: set[int]) -> None:
        for entry_id in sorted(entry_ids):
            passages = list(SearchPassage.objects.filter(entry_id=entry_id).order_by("order"))
            version = max((passage.version for passage in passages), default=0)
            for engine in get_engines():
                engine.write(entry_id, version, make_documents(passages))


class _DeferredPassageIndex(PassageIndex):
    """Index that ignores the items of `update_index`: PassageRebuilder.finish rebuilds from the database."""

    def add_items(self, model, items):
        """Do nothing."""


class PassageRebuilder:
    """Rebuilds every engine next to its live index."""

    def __init__(self, index: PassageIndex):
        self.index = index

    def start(self) -> PassageIndex:
        """Return an index that ignores items."""
        return _DeferredPassageIndex(self.index.backend)

    def finish(self) -> None:
        """Rebuild passages and all engines from the entries."""
        rebuild_all()


class PassageCompiler:
    """Query compiler for passages, with the attributes that Wagtail's results expect."""

    def __init__(self, queryset: QuerySet, query, fields=None, operator=None, order_by_relevance=True):
        self.queryset, self.fields, self.order_by_relevance = queryset, fields, order_by_relevance
        self.query = PlainText(query, operator=operator or "or") if isinstance(query, str) else query

    def ranked(self) -> dict[int, float]:
        """Return {passage id: score} of the matching passages in the queryset, best first."""
        scores = self._score(self.query)
        pks = set(self.queryset.filter(pk__in=scores).values_list("pk", flat=True))
        return {pk: score for pk, score in sorted(scores.items(), key=lambda one: (-one[1], one[0])) if pk in pks}

    def _score(self, query) -> dict[int, float]:
        if isinstance(query, MatchAll):
            return dict.fromkeys(self.queryset.order_by("pk").values_list("pk", flat=True), 1.0)
        if isinstance(query, Boost):
            return {pk: score * query.boost for pk, score in self._score(query.subquery).items()}
        if isinstance(query, Not):
            return {pk: 1.0 for pk in self._score(MatchAll()) if pk not in self._score(query.subquery)}
        if isinstance(query, And | Or):
            scores = [self._score(subquery) for subquery in query.subqueries]
            keys = (set.intersection if isinstance(query, And) else set.union)(*(set(one) for one in scores))
            return {pk: sum(one.get(pk, 0.0) for one in scores) for pk in keys}
        all_words = isinstance(query, Phrase) or getattr(query, "operator", "or").lower() == "and"
        return dict(self._query_engines(query.query_string, all_words))

    def _query_engines(self, text: str, all_words: bool) -> Iterator[tuple[int, float]]:
        for language in get_locales():
            parsed = parse_query(text, language)
            found = query_engines(parsed, language, MAX_PASSAGES).candidates
            public = EntryPage.objects.find_public({candidate.entry_id for candidate in found.top})
            for candidate in found.top:
                if candidate.entry_id in public and (not (all_words or self.fields) or self._covers(parsed, candidate)):
                    yield candidate.passage_id, candidate.score

    def _covers(self, parsed: ParsedQuery, candidate: Candidate) -> bool:
        names = {"title": "title", "heading": "heading", "text": "body"}
        streams = [getattr(candidate, names[field]) for field in self.fields or names if field in names]
        exact = {token for stream in streams for token in stream.exact.split()}
        stems = {token for stream in streams for part in (stream.stem, stream.parts) for token in part.split()}

        def holds(term: Term) -> bool:
            if term.is_phrase:
                return any(f" {term.token} " in f" {getattr(stream, term.stream)} " for stream in streams)
            return term.token in (exact if term.stream == "exact" else stems)

        return all(
            any(map(holds, query_term.alternatives)) or (query_term.pieces and all(map(holds, query_term.pieces)))
            for query_term in parsed.query_terms
        )


class PassageResults(BaseSearchResults):
    """Lazy, sliceable results of passages."""

    supports_facet = True
    query_compiler: PassageCompiler

    def _ranked(self) -> dict[int, float]:
        if not hasattr(self, "_scores"):
            self._scores = self.query_compiler.ranked()
        return self._scores

    def _clone(self):
        clone = super()._clone()
        if hasattr(self, "_scores"):
            clone._scores = self._scores
        return clone

    def _do_search(self) -> list[SearchPassage]:
        scores, queryset = self._ranked(), self.query_compiler.queryset
        if self.query_compiler.order_by_relevance:
            rows = queryset.in_bulk(list(scores)[self.start : self.stop])
            found = [rows[pk] for pk in scores if pk in rows]
        else:
            found = list(queryset.filter(pk__in=scores)[self.start : self.stop])
        if self._score_field:
            for passage in found:
                setattr(passage, self._score_field, scores[passage.pk])
        return found

    def _do_count(self) -> int:
        return len(list(self._ranked())[self.start : self.stop])

    def facet(self, field_name: str) -> OrderedDict:
        """Return {value: number} of a field over the whole result set."""
        rows = self.query_compiler.queryset.filter(pk__in=self._ranked()).order_by()
        return OrderedDict(rows.values_list(field_name).annotate(number=Count("pk")).order_by("-number"))


class PassageBackendMixin(BaseSearchBackend):
    """Backend mixin: SearchPassage uses our engines, other models the stock backend.

    `has_query_syntax`: whether the stock backend gets sanitized queries. Passages never do: quotation marks say something there.
    """

    has_query_syntax = False

    def __init__(self, params):
        super().__init__(params)
        self._stock_rebuilder, self.rebuilder_class = self.rebuilder_class, self._choose_rebuilder

    def _choose_rebuilder(self, index):
        return PassageRebuilder(index) if isinstance(index, PassageIndex) else self._stock_rebuilder(index)

    def get_index_for_model(self, model, *arguments):
        """Return PassageIndex for SearchPassage, the stock index for other models."""
        if issubclass(model, SearchPassage):
            return PassageIndex(self)
        return super().get_index_for_model(model, *arguments)

    def _search(self, query_compiler_class, query, model_or_queryset, **options):
        queryset = model_or_queryset if isinstance(model_or_queryset, QuerySet) else model_or_queryset.objects.all()
        if not issubclass(queryset.model, SearchPassage):
            asked = sanitize(query) if self.has_query_syntax else query
            return super()._search(query_compiler_class, asked, model_or_queryset, **options)
        if query == "" or options.get("fields") == [] or query_compiler_class is not self.query_compiler_class:
            return EmptySearchResults()
        return PassageResults(self, PassageCompiler(queryset, query, **options))
