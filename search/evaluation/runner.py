"""Runs an evaluation: loads datasets into an empty database, runs every query and collects metrics."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.models import EntryPage
from search.analysis import LANGUAGES
from search.engines.base import EngineUnavailableError
from search.engines.registry import configured_engine
from search.engines.versions import index_version
from search.evaluation.corpus import Text, add_entries, make_locales
from search.evaluation.datasets import Document, QuerySet
from search.evaluation.metrics import Figures
from search.indexing.rebuild import rebuild_all
from search.models import SearchPassage
from search.query.executor import search
from search.query.parser import parse_query

RANKS = 20  # ranks reported per query


class NotEmptyError(Exception):
    """The database has entries: an evaluation never runs on the database of a site."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """The ranking of one query: document names such as `nl:xq0` with their scores, best first."""

    set_name: str
    query_id: str
    names: list[str]
    scores: list[float]


def load(documents: Sequence[Document]) -> dict[int, str]:
    """Publish the documents as entries and index them; return {entry id: document name}."""
    if EntryPage.objects.exists():
        raise NotEmptyError("the database is not empty")
    make_locales()
    pks = add_entries(Text(document.language, document.title, document.body) for document in documents)
    rebuild_all()
    return {pk: f"{document.language}:{document.id}" for pk, document in zip(pks, documents, strict=True)}


def evaluate_all(sets: Sequence[QuerySet], names: dict[int, str], figures: dict[str, Figures]) -> Iterator[Ranking]:
    """Yield the ranking of every query, and add it to `figures` under the name of its set."""
    for queries in sets:
        counted = figures.setdefault(queries.name, Figures())
        for query in queries.queries:
            begin = time.perf_counter()
            scored = _rank(query.text, queries.language)
            milliseconds = (time.perf_counter() - begin) * 1000
            ranking = [names[pk] for pk, _ in scored]
            counted.add(ranking, {f"{queries.language}:{name}" for name in query.relevant}, milliseconds)
            yield Ranking(queries.name, query.id, ranking[:RANKS], [score for _, score in scored[:RANKS]])


def _check(found) -> None:
    if found.degraded:
        raise EngineUnavailableError("the database answered in its place: nothing is measured")


def _rank(text: str, language: str) -> list[tuple[int, float]]:
    """Return (entry id, score) pairs: in the language of the set, then in the other languages."""
    first = search(parse_query(text, language))
    _check(first)
    ranked = [(pk, first.scores[pk]) for pk in first.entry_ids]
    lowest = min(first.scores.values(), default=1.0)
    for code in LANGUAGES:
        if code != language:
            other = search(parse_query(text, code))
            _check(other)
            best = max(other.scores.values(), default=1.0) or 1.0
            ranked += [(pk, lowest * 0.99 * other.scores[pk] / best) for pk in other.entry_ids]
    return ranked


def make_report(documents: int, figures: dict[str, Figures]) -> dict:
    """Return the report that `--json` writes."""
    return {
        "engine": configured_engine().name,
        "analysis_version": index_version(),
        "documents": documents,
        "passages": SearchPassage.objects.count(),
        "sets": {name: counted.summary() for name, counted in figures.items()},
    }
