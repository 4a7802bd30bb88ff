"""Similar entries: a search for the rarest words of a text (as Elasticsearch's more_like_this)."""

from collections.abc import Collection

from search.analysis import query_words
from search.engines.base import EngineUnavailableError
from search.engines.query_terms import Term
from search.engines.registry import database_engine
from search.query.executor import search
from search.query.parser import MAX_WORDS, clean, parse_query

MAX_ANALYSED_WORDS = 60  # of the text


def find_similar(text: str, language: str, number: int, without: Collection[int]) -> list[int]:
    """Return ids of at most `number` public entries most similar to a text, without those in `without`."""
    found = search(parse_query(" ".join(select_words(text, language)), language, corrections=False))
    # Similar is what shares rare words, as a whole match or not.
    similar = sorted((*found.entry_ids, *found.partial_ids), key=lambda pk: (-found.scores[pk], pk))
    return [pk for pk in similar if pk not in set(without)][:number]


def select_words(text: str, language: str) -> list[str]:
    """Return at most MAX_WORDS words of a text, in its order: the rarest of those that the index has."""
    tokens = query_words(clean(text[:5000], 5000), language)[:MAX_ANALYSED_WORDS]
    if len(tokens) <= MAX_WORDS:
        return [token.exact for token in tokens]
    try:
        counted = database_engine().count_each([Term("stem", token.stem) for token in tokens], language)
    except EngineUnavailableError:
        return [token.exact for token in tokens[:MAX_WORDS]]
    indexed = [(count, at) for at, count in enumerate(counted) if count]
    return [tokens[at].exact for _count, at in sorted(sorted(indexed)[:MAX_WORDS], key=lambda one: one[1])]
