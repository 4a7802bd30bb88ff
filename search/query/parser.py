"""Parses a query text into words with synonyms and corrections."""

import unicodedata

from search.analysis import LANGUAGES, expand, query_words
from search.query.cache import Curation, get_curation
from search.query.parsed_query import Alternative, ParsedQuery, QueryWord
from search.query.spellcheck import correct

MAX_LENGTH = 200
MAX_WORDS = 12
CORRECTION_WEIGHT = 0.9  # relative to the typed word


def clean(raw: str, max_length: int = MAX_LENGTH) -> str:
    """Return a text without control characters and extra spaces, at most `max_length` characters; never raises."""
    text = raw[: max_length * 50].encode("utf-8", "ignore").decode("utf-8")
    text = "".join(" " if unicodedata.category(character).startswith("C") else character for character in text)
    return " ".join(text.split())[:max_length].strip()


def parse_query(
    text: str, language: str, *, synonyms: bool = True, corrections: bool = True, curation: Curation | None = None
) -> ParsedQuery:
    """Return the query of any text in a language (`nl` or `en`): words with synonyms and corrections.

    `curation`: the result of `get_curation()`, if the caller has it already.
    """
    language = language if language in LANGUAGES else LANGUAGES[0]
    text = clean(text)
    curation = curation or get_curation()
    language_curation = curation.for_language(language)
    exceptions = language_curation.exceptions
    tokens = query_words(text, language, exceptions)[:MAX_WORDS]
    groups = language_curation.groups if synonyms else []
    others: dict[int, list[Alternative]] = {}
    for found in expand(tokens, groups, language, exceptions):
        synonym = Alternative(found.other, found.tokens, found.weight, "synonym")
        # A synonym of several words is an alternative of each of them.
        for number in range(found.first, found.last):
            others.setdefault(number, []).append(synonym)
    if corrections:
        for number, (other, corrected_tokens) in correct(tokens, language, exceptions, language_curation.keys).items():
            alternatives = others.setdefault(number, [])
            alternatives.append(Alternative(other, corrected_tokens, CORRECTION_WEIGHT, "correction"))
            for found in expand(corrected_tokens, groups, language, exceptions):
                alternatives.append(Alternative(found.other, found.tokens, found.weight * CORRECTION_WEIGHT, "synonym"))
    words = tuple(
        QueryWord(text[token.start : token.end], token, tuple(others.get(number, ())))
        for number, token in enumerate(tokens)
    )
    used = [(other.because, (word.typed, other.text)) for word in words for other in word.alternatives]
    used_synonyms = tuple(pair for because, pair in used if because == "synonym")
    return ParsedQuery(
        text, language, words, used_synonyms, tuple(pair for because, pair in used if because == "correction")
    )
