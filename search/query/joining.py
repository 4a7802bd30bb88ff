"""Words that a text writes as one: grond wet is grondwet, haag wonen is haagwonen."""

import logging
from collections.abc import Iterator, Sequence
from itertools import pairwise

from search.analysis import CompoundExceptions, Token, analyse
from search.engines.base import EngineUnavailableError
from search.engines.query_terms import Term
from search.engines.registry import database_engine
from search.query.parsed_query import Alternative

logger = logging.getLogger("search")
MIN_LENGTH = 3  # letters of each of the two
WEIGHT = 0.9  # relative to the words as typed


def find_joined(
    tokens: Sequence[Token], text: str, language: str, exceptions: CompoundExceptions | None = None
) -> dict[int, Alternative]:
    """Return {index of the first of two words that follow each other: the word of the index that they make}."""
    pairs = dict(_join_pairs(tokens, text, language, exceptions))
    try:
        known = database_engine().has_any([_terms(token) for token in pairs.values()], language) if pairs else []
    except EngineUnavailableError as error:
        logger.warning("words are not joined: %s", error)
        return {}
    return {
        at: Alternative(token.exact, (token,), WEIGHT, "synonym")
        for (at, token), is_known in zip(pairs.items(), known, strict=True)
        if is_known
    }


def _join_pairs(
    tokens: Sequence[Token], text: str, language: str, exceptions: CompoundExceptions | None
) -> Iterator[tuple[int, Token]]:
    for at, (one, two) in enumerate(pairwise(tokens)):
        if text[one.end : two.start].strip() or not all(map(_may_be_part, (one.exact, two.exact))):
            continue
        (token,) = analyse(one.exact + two.exact, language, exceptions)
        yield at, token


def _may_be_part(word: str) -> bool:
    return len(word) >= MIN_LENGTH and word.isalpha()


def _terms(token: Token) -> list[Term]:
    return [Term("exact", token.exact), *(Term("stem", lemma) for lemma in (token.stem, *token.forms))]
