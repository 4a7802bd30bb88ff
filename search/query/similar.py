"""Similar entries: those that share most of a text, with the passage that shows it."""

import logging
from collections import Counter
from collections.abc import Collection, Sequence

from core.extensions import Redaction, SimilarEntry
from core.models import EntryPage
from directory.localisation import locale_for
from search.analysis import is_light, query_words
from search.analysis.stopwords import STOP
from search.analysis.tokens import known_language
from search.engines.base import EngineUnavailableError
from search.engines.database import translate_errors
from search.engines.registry import database_engine
from search.models import IndexedEntry, SearchPassage
from search.query.cache import get_curation
from search.query.hits import make_hits
from search.query.matching import TextMatcher
from search.query.parsed_query import ParsedQuery, QueryWord
from search.query.parser import clean, find_synonyms
from search.query.similarity import Similarity, score_entries
from search.query.snippets import make_snippet

logger = logging.getLogger("search")
MAX_LENGTH = 3_000  # characters of the text that are read
MAX_ANALYSED_WORDS = 60
MIN_SHARE = 0.12  # of the text; an entry that has less is like every other one
MIN_OF_BEST = 0.5  # of the score of the most similar entry; what has less tells nothing beside it
FEW = 3  # entries; a word that no more of them have says by itself that they are about the same
MIN_MARKED = 0.4  # of the weight of the rarest word; words that weigh less are not marked


def find_similar(text: str, language: str, number: int, without: Collection[int]) -> list[SimilarEntry]:
    """Return at most `number` public entries most similar to a text, without those in `without`.

    The database's engine answers, whatever engine serves readers: it is always up to date.
    """
    words = read_words(text, language)
    if not words or number < 1:
        return []
    entries = EntryPage.objects.readable().filter(locale=locale_for(language)).exclude(pk__in=list(without))
    readable = set(entries.order_by().values_list("pk", flat=True))
    redactions = {pk: one for pk, one in EntryPage.objects.find_redacted().items() if pk in readable}
    try:
        found = _score(words, language, readable, _find_hidden(redactions))
    except EngineUnavailableError as error:
        logger.warning("no similar entries: %s", error)
        return []
    telling = _find_telling(found, len(words))
    ranked = sorted(telling, key=lambda pk: (-found.scores[pk], pk))
    least = MIN_OF_BEST * found.scores[ranked[0]] if ranked else 0.0
    near = [pk for pk in ranked[:number] if found.share(pk) >= MIN_SHARE and found.scores[pk] >= least]
    return _show(near, found, ParsedQuery(text, language, tuple(words)))


def read_words(text: str, language: str) -> list[QueryWord]:
    """Return at most MAX_ANALYSED_WORDS different words of a text with their synonyms, without words that any text has."""
    curation = get_curation().for_language(language)
    text = clean(text, MAX_LENGTH)
    found = query_words(text, language, curation.exceptions)
    tokens = [token for token in found if not STOP[known_language(language)] & {token.exact, token.stem, *token.forms}]
    tokens = ([token for token in tokens if not is_light(token, language)] or tokens)[:MAX_ANALYSED_WORDS]
    others = find_synonyms(tokens, language, curation)
    return [
        QueryWord(text[token.start : token.end], token, tuple(others.get(at, ()))) for at, token in enumerate(tokens)
    ]


def _find_heavy(found: Similarity) -> set[int]:
    """Return the words that tell something: those that do not weigh much less than the rarest."""
    least = MIN_MARKED * max(found.weights.values(), default=0.0)
    return {at for at, weight in found.weights.items() if weight >= least}


def _find_telling(found: Similarity, number: int) -> set[int]:
    """Return the entries that share two telling words of `number`, or one that few entries have; one common word is chance."""
    heavy = _find_heavy(found)
    holders = Counter(at for words in found.words.values() for at in words)
    rare = {at for at in heavy if number == 1 or holders[at] <= FEW}
    return {pk for pk, words in found.words.items() if len(words & heavy) > 1 or words & rare}


def _score(words: Sequence[QueryWord], language: str, readable: Collection[int], hidden: set[int]) -> Similarity:
    rows = IndexedEntry.objects.filter(passages__gt=0).values_list("entry_id", "passages")
    lengths = {pk: passages for pk, passages in rows if pk in readable}
    with translate_errors():
        return score_entries(database_engine().open(language), words, lengths, hidden)


def _find_hidden(redactions: dict[int, Redaction]) -> set[int]:
    """Return the ids of the stored passages that may not be shown, and so count for nothing."""
    passages = SearchPassage.objects.filter(entry_id__in=redactions) if redactions else ()
    return {one.pk for one in passages if redactions[one.entry_id].hides(one.kind, f"{one.heading} {one.text}")}


def _show(entry_ids: Sequence[int], found: Similarity, query: ParsedQuery) -> list[SimilarEntry]:
    cards = EntryPage.objects.readable().filter(pk__in=entry_ids).for_cards(images=False, places=False)
    entries = {entry.pk: entry for entry in cards}
    passages = SearchPassage.objects.in_bulk([found.passages[pk][0] for pk in entries])
    marked = sorted(_find_heavy(found))
    matcher = TextMatcher(ParsedQuery(query.text, query.language, tuple(query.words[at] for at in marked)))
    weights, shown = [found.weights[at] for at in marked], []
    for pk in entry_ids:
        passage = passages.get(found.passages[pk][0])
        if pk in entries and passage is not None:
            (hit,) = make_hits([(passage, make_snippet(passage, matcher, weights))])
            url = f"{entries[pk].url}{hit.url_suffix}"
            shown.append(SimilarEntry(entries[pk], url, hit.label, hit.snippet, found.share(pk)))
    return shown
