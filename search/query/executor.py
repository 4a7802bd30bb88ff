"""Runs searches on any engine; returns entries that are public at this moment."""

import logging
from collections.abc import Mapping

from django.conf import settings

from core.extensions import Redaction
from core.models import EntryPage
from directory.localisation import get_locales, locale_for
from search.analysis import CompoundExceptions
from search.engines.base import PASSAGES_PER_ENTRY, EngineUnavailableError
from search.engines.registry import database_engine, get_engine
from search.query.cache import get_cache
from search.query.exclusions import find_excluded
from search.query.facets import Facets
from search.query.language_results import LanguageResults
from search.query.matching import TextMatcher
from search.query.parsed_query import ParsedQuery
from search.query.parser import parse_queries
from search.query.ranking import rank
from search.query.redaction import recheck
from search.query.request import SearchRequest
from search.query.result_set import ResultSet

logger = logging.getLogger("search")
RERANKED_PASSAGES = 60  # top passages of the engine that the ranking scores again


def execute(request: SearchRequest, language: str) -> ResultSet:
    """Run a search for the results page, its feed or a saved search; `language` is that of the page.

    Returns the whole result set; `ResultSet.page_hits` loads the hits of one page.
    """
    cache, locale = get_cache(), locale_for(language)
    index = cache.facet_index
    codes = sorted(get_locales(), key=lambda code: code != language)  # the page's own language first
    curations = {code: cache.curation.for_language(code) for code in codes}
    options, languages = request.options, request.languages or (language,)
    queries = parse_queries(request.text, curations, **options)
    results = {}
    if queries[language].words:
        redactions = EntryPage.objects.find_redacted()
        for code, query in queries.items():
            results[code] = query_engines(query, code, redactions=redactions, exceptions=curations[code].exceptions)
            rank_entries(results[code])
            keep_readable(results[code], redactions)
    elif Facets(index, [], request.filters, locale.pk).allowed:
        results = {code: browse(query, code) for code, query in queries.items()}
    all_ids = [pk for language_results in results.values() for pk in language_results.entry_ids]
    facets = Facets(index, all_ids, {**request.filters, "language": languages}, locale.pk)
    return ResultSet(request, language, languages, queries, results, facets, cache)


def search(
    query: ParsedQuery, language: str | None = None, redactions: Mapping[int, Redaction] | None = None
) -> LanguageResults:
    """Return the matching entries of one language (default: the query's), without filters.

    `redactions`: the result of `EntryPage.objects.find_redacted()`, if the caller has it already.
    """
    language = language or query.language
    redactions = EntryPage.objects.find_redacted() if redactions is None else redactions
    results = query_engines(query, language, redactions=redactions)
    rank_entries(results)
    return keep_readable(results, redactions)


def browse(query: ParsedQuery, language: str) -> LanguageResults:
    """Return all public entries of a language, newest first: for filters without a text."""
    entries = EntryPage.objects.readable().filter(locale=locale_for(language))
    entry_ids = list(entries.order_by("-display_date", "-pk").values_list("pk", flat=True))
    results = LanguageResults(query, language, entry_ids)
    results.matcher = TextMatcher(query)
    return results


def query_engines(
    query: ParsedQuery,
    language: str,
    limit: int = RERANKED_PASSAGES,
    redactions: Mapping[int, Redaction] | None = None,
    exceptions: CompoundExceptions | None = None,
) -> LanguageResults:
    """Query the configured engine for candidates, falling back to the database's if it is unavailable.

    What is excluded by a phrase is decided before. `redactions`: by entry id, if the caller has them already;
    `exceptions`: compounds of the editors.
    """
    results = LanguageResults(query, language, exceptions=exceptions or {})
    excluded = find_excluded(query, language, redactions) if query.excluded_phrases else set()
    for engine in dict.fromkeys([get_engine(settings.SEARCH_ENGINE), database_engine()]):
        try:
            results.candidates, results.engine = engine.candidates(query, language, limit, excluded), engine
            break
        except EngineUnavailableError as error:
            logger.warning("%s does not answer: %s", engine.name, error)
            results.degraded = True
    results.matcher = TextMatcher(query, results.candidates.absent, results.exceptions)
    return results


def rank_entries(results: LanguageResults) -> None:
    """Score entries by their best passage: reranked ones first, then the others in the engine's order."""
    candidates = results.candidates
    scores: dict[int, float] = {}
    for candidate, score in rank(results.query, candidates.weights, candidates.top) if candidates.top else ():
        entry = candidate.passage_id // PASSAGES_PER_ENTRY
        scores.setdefault(entry, score)
        results.top_passages.setdefault(entry, []).append(candidate.passage_id)
    results.scores = {}
    for group in (candidates.entries, candidates.partial):
        reranked = {entry: scores[entry] for entry in sorted(scores) if entry in group}
        lowest = min(reranked.values(), default=1.0)
        best = max(group.values(), default=1.0) or 1.0
        others = {entry: lowest * 0.99 * score / best for entry, score in group.items() if entry not in reranked}
        results.scores |= reranked | others  # of equals the lowest id first


def keep_readable(results: LanguageResults, redactions: Mapping[int, Redaction]) -> LanguageResults:
    """Keep the entries that are public now and that still match outside their redactions."""
    candidates, query = results.candidates, results.query
    if not results.scores:
        return results
    public = EntryPage.objects.find_public(results.scores)
    ranked = [entry for entry in results.scores if entry in public]
    ranked.sort(key=results.scores.__getitem__, reverse=True)  # quick: most are in order
    results.redactions = {entry: redactions[entry] for entry in public & redactions.keys()}
    results.entry_ids = [entry for entry in ranked if entry in candidates.entries]
    results.partial_ids = [entry for entry in ranked if entry in candidates.partial]
    results.missing = {
        entry: tuple(query.words[at].typed for at in candidates.missing[entry]) for entry in results.partial_ids
    }
    uncertain = ranked if query.has_phrase else list(results.redactions)
    if uncertain:
        recheck(results, uncertain)
    results.scores = {entry: results.scores[entry] for entry in (*results.entry_ids, *results.partial_ids)}
    return results
