"""Parses what a reader typed into a query that every engine can answer."""

import unicodedata

from search.analysis import LANGUAGES, expand, list_keys, query_words, with_defaults
from search.curation.overrides import get_curation
from search.query.cache import Curation
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
    exceptions = curation.exceptions_of(language)
    tokens = query_words(text, language, exceptions)[:MAX_WORDS]
    groups = with_defaults(curation.groups(language), language)
    keys, groups = list_keys(groups), groups if synonyms else []
    others: dict[int, list[Alternative]] = {}
    for found in expand(tokens, groups, language, exceptions):
        other = Alternative(found.other, found.tokens, found.weight, "synonym")
        # Another name for several words stands for each of them.
        for number in range(found.first, found.last):
            others.setdefault(number, []).append(other)
    if corrections:
        for number, (other, meant) in correct(tokens, language, exceptions, keys).items():
            own = others.setdefault(number, [])
            own.append(Alternative(other, meant, CORRECTION, "correction"))
            for found in expand(meant, groups, language, exceptions):
                own.append(Alternative(found.other, found.tokens, found.weight * CORRECTION, "synonym"))
    words = (
        QueryWord(text[token.start : token.end], token, tuple(others.get(number, ())))
        for number, token in enumerate(tokens)
    )
    return ParsedQuery(text, language, tuple(words))
