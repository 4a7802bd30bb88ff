"""Parses what a reader typed into a query that every engine can answer."""

import unicodedata

from search.analysis import LANGUAGES, expand, query_words
from search.query.cache import Curation, get_curation
from search.query.parsed_query import Alternative, ParsedQuery, QueryWord
from search.query.spellcheck import correct

MAX_LENGTH = 200
MAX_WORDS = 12
CORRECTION = 0.9  # weight of what was probably meant


def clean(raw: str, longest: int = MAX_LENGTH) -> str:
    """Return what was typed as printable text of at most `longest` characters; any string is allowed."""
    text = raw[: longest * 50].encode("utf-8", "ignore").decode("utf-8")
    text = "".join(" " if unicodedata.category(character).startswith("C") else character for character in text)
    return " ".join(text.split())[:longest].strip()


def parse_query(
    text: str, language: str, *, synonyms: bool = True, corrections: bool = True, curation: Curation | None = None
) -> ParsedQuery:
    """Return `text` as a query in a language (a code, `nl` or `en`): words with synonyms and corrections.

    Any text is allowed.

    `curation`: synonyms and exceptions, where this request has them already.
    """
    language = language if language in LANGUAGES else LANGUAGES[0]
    text = clean(text)
    curation = curation or get_curation()
    own = curation.for_language(language)
    exceptions = own.exceptions
    tokens = query_words(text, language, exceptions)[:MAX_WORDS]
    groups = own.groups if synonyms else []
    others: dict[int, list[Alternative]] = {}
    for found in expand(tokens, groups, language, exceptions):
        synonym = Alternative(found.other, found.tokens, found.weight, "synonym")
        # Another name for several words stands for each of them.
        for number in range(found.first, found.last):
            others.setdefault(number, []).append(synonym)
    if corrections:
        for number, (other, meant) in correct(tokens, language, exceptions, own.keys).items():
            meant_too = others.setdefault(number, [])
            meant_too.append(Alternative(other, meant, CORRECTION, "correction"))
            for found in expand(meant, groups, language, exceptions):
                meant_too.append(Alternative(found.other, found.tokens, found.weight * CORRECTION, "synonym"))
    words = tuple(
        QueryWord(text[token.start : token.end], token, tuple(others.get(number, ())))
        for number, token in enumerate(tokens)
    )
    used = [(other.because, (word.typed, other.text)) for word in words for other in word.alternatives]
    used_synonyms = tuple(pair for because, pair in used if because == "synonym")
    return ParsedQuery(
        text, language, words, used_synonyms, tuple(pair for because, pair in used if because == "correction")
    )
