"""Runs an evaluation: loads datasets into an empty database, runs every query and collects metrics."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.conf import settings

from core.models import EntryPage
from search.analysis import LANGUAGES
from search.engines.base import EngineUnavailableError
from search.engines.registry import get_engine
from search.engines.versions import index_version
from search.evaluation.corpus import Text, add_entries, make_locales
from search.evaluation.datasets import Document, QuerySet
from search.evaluation.metrics import Figures
from search.indexing.rebuild import rebuild_all
from search.models import SearchPassage
from search.query.executor import search
from search.query.language_results import LanguageResults
from search.query.parser import parse_query
from search.query.result_set import count_partial

RANKS = 20  # ranks reported per query


class NotEmptyError(Exception):
    """The database has entries: an evaluation never runs on the database of a site."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """The ranking of one query: document names such as `nl:xq0` with their scores, best first, the `whole` ones first."""

    set_name: str
    query_id: str
    names: list[str]
    scores: list[float]
    whole: int


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
            scored, whole = _rank(query.text, queries.language)
            milliseconds = (time.perf_counter() - begin) * 1000
            ranking = [names[pk] for pk, _ in scored]
            relevant = {f"{queries.language}:{name}" for name in query.relevant}
            counted.add(ranking, relevant, milliseconds, whole)
            scores = [score for _, score in scored[:RANKS]]
            yield Ranking(queries.name, query.id, ranking[:RANKS], scores, min(whole, RANKS))


def _check(found) -> None:
    if found.degraded:
        raise EngineUnavailableError("the database answered in its place: nothing is measured")


def _rank(text: str, language: str) -> tuple[list[tuple[int, float]], int]:
    """Return (entry id, score) pairs, and how many of them are whole matches.

    In the order of the page: whole matches in the language of the set and in the others, then what matches in part.
    """
    found = {code: search(parse_query(text, code)) for code in sorted(LANGUAGES, key=lambda code: code != language)}
    ranked: list[tuple[int, float]] = []
    for results in found.values():
        _check(results)
        ranked = _append(ranked, results, results.entry_ids)
    whole = len(ranked)
    return _append(ranked, found[language], found[language].partial_ids[: count_partial(whole)]), whole


def _append(ranked: list[tuple[int, float]], results: LanguageResults, pks: Sequence[int]) -> list[tuple[int, float]]:
    """Return a ranking with more entries, whose scores are brought below those before them."""
    lowest, best = (
        min((score for _pk, score in ranked), default=1.0),
        max((results.scores[pk] for pk in pks), default=1.0),
    )
    factor = lowest * 0.99 / (best or 1.0) if ranked else 1.0
    return ranked + [(pk, results.scores[pk] * factor) for pk in pks]


def make_report(documents: int, figures: dict[str, Figures]) -> dict:
    """Return the report that `--json` writes."""
    return {
        "engine": get_engine(settings.SEARCH_ENGINE).name,
        "analysis_version": index_version(),
        "documents": documents,
        "passages": SearchPassage.objects.count(),
        "sets": {name: counted.summary() for name, counted in figures.items()},
    }
