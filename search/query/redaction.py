"""What is decided by the texts of found entries, whatever the index contains: redactions and phrases."""

import logging
from collections.abc import Collection, Iterator, Mapping
from uuid import UUID

from core.extensions import Redaction
from core.models import EntryPage
from search.engines.base import PASSAGES_PER_ENTRY, SENTENCE_SHARE, EngineUnavailableError
from search.engines.registry import database_engine
from search.models import SearchPassage
from search.query.language_results import LanguageResults
from search.query.matching import TextMatcher
from search.query.parsed_query import ParsedQuery, word_alternatives

logger = logging.getLogger("search")
BATCH = 500  # passages that are read together


def redactions_of(entry_ids: Collection[int], redactions: Mapping[UUID, Redaction]) -> dict[int, Redaction]:
    """Return {entry id: redaction} for the entries; `redactions` is keyed by translation key."""
    pairs = EntryPage.objects.filter(translation_key__in=redactions).order_by().values_list("pk", "translation_key")
    return {pk: redactions[key] for pk, key in pairs if pk in entry_ids}


def recheck(results: LanguageResults, entry_ids: Collection[int]) -> None:
    """Match entries again by the text that may be shown of them; whole matches may become partial ones, or none.

    For entries with a redaction, and for phrases, as an index holds no stop words.
    """
    matcher = TextMatcher(results.query, results.candidates.absent, results.exceptions)
    seen: dict[int, list[set[int]]] = {pk: [] for pk in entry_ids}
    for passage in SearchPassage.objects.filter(entry_id__in=entry_ids):
        redaction = results.redactions.get(passage.entry_id)
        if redaction is None or not redaction.hides(passage.kind, f"{passage.heading} {passage.text}"):
            text = f"{passage.title}\n{passage.heading}\n{passage.text}"
            matches = matcher.match(text, passage.language or results.query.language)
            seen[passage.entry_id].append({match.number for match in matches})
    for pk, passages in seen.items():
        _place_again(results, pk, passages)


def find_excluded(results: LanguageResults, entry_ids: Collection[int]) -> set[int]:
    """Return those of the entries that have a phrase that the query excludes, in the text that may be shown of them."""
    query = results.query
    matcher = TextMatcher(ParsedQuery(query.text, query.language, query.excluded_phrases), (), results.exceptions)
    found = set()
    for passage in _find_passages_in_a_row(results, entry_ids):
        redaction = results.redactions.get(passage.entry_id)
        if redaction is None or not redaction.hides(passage.kind, f"{passage.heading} {passage.text}"):
            language = passage.language or query.language
            if any(matcher.match(text, language) for text in (passage.title, passage.heading, passage.text)):
                found.add(passage.entry_id)
    return found


def _find_passages_in_a_row(results: LanguageResults, entry_ids: Collection[int]) -> Iterator[SearchPassage]:
    """Yield the passages in which the words of an excluded phrase follow each other, but for stop words."""
    terms = [term for word in results.query.excluded_phrases for term in word_alternatives(word)]
    try:
        found = database_engine().find_passages(terms, results.language)
    except EngineUnavailableError as error:
        logger.warning("all texts are read for a phrase: %s", error)
        yield from SearchPassage.objects.filter(entry_id__in=entry_ids)
        return
    entries = set(entry_ids)
    passage_ids = [pk for pk in found if pk // PASSAGES_PER_ENTRY in entries]
    for start in range(0, len(passage_ids), BATCH):
        yield from SearchPassage.objects.filter(pk__in=passage_ids[start : start + BATCH])


def _place_again(results: LanguageResults, pk: int, passages: list[set[int]]) -> None:
    """Put an entry where it belongs by the words that each of its passages has."""
    found = set().union(*passages)
    if pk in results.entry_ids and not _is_whole(results, passages):
        results.entry_ids.remove(pk)
        if found:
            results.partial_ids.insert(0, pk)
    elif pk in results.partial_ids and not found:
        results.partial_ids.remove(pk)
    if pk in results.partial_ids:
        query = results.query
        results.missing[pk] = tuple(query.words[at].typed for at in query.required if at not in found)


def _is_whole(results: LanguageResults, passages: list[set[int]]) -> bool:
    weights = results.candidates.weights
    if not results.query.is_sentence:
        return set().union(*passages).issuperset(results.query.required)
    most = max(weights, default=0.0)
    need = SENTENCE_SHARE * sum(weight or most for weight in weights) - 1e-9
    return any(sum(weights[at] for at in numbers) >= need for numbers in passages)
