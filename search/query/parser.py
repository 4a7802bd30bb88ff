"""Parses a query text into words with synonyms and corrections."""

import logging
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from search.analysis import LANGUAGES, CompoundExceptions, Token, analyse, expand, is_light, is_query_stop, query_words
from search.engines.base import EngineUnavailableError
from search.engines.registry import database_engine
from search.query.cache import Curation, LanguageCuration, get_curation
from search.query.operators import Operand, Operators, find_joining, join_operands, read_operators
from search.query.parsed_query import Alternative, ParsedQuery, QueryWord, Term
from search.query.spellcheck import Spelling, check_spelling

logger = logging.getLogger("search")
MAX_LENGTH = 200
MAX_WORDS = 12
CORRECTION_WEIGHT = 0.9  # relative to the typed word
MIN_JOINED = 3  # letters of each of two words that a text may write as one: grond wet is grondwet
JOINED_WEIGHT = 0.9  # relative to the words as typed


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
    own = (curation or get_curation()).for_language(language)
    operators = read_operators(text, language, own.exceptions)
    tokens = _read_words(operators, language, own.exceptions)
    others = find_synonyms(tokens, language, own) if synonyms else {}
    for first, whole in find_joined(tokens, text, language, own.exceptions).items() if synonyms else ():
        for number in (first, first + 1):
            others.setdefault(number, []).append(whole)
    spelling = Spelling()
    if corrections:
        spelling = check_spelling(tokens, text, language, own.exceptions, own.keys, others)
        add_corrections(others, spelling, language, own, synonyms=synonyms)
    words = []
    for number, token in enumerate(tokens):
        typed, alternatives = text[token.start : token.end], tuple(others.get(number, ()))
        word = QueryWord(typed, token, alternatives, optional=is_light(token, language) and not alternatives)
        words.append(Operand(token.start, token.end, word))
    joined = tuple(join_operands(text, [*words, *operators.phrases], operators.ors))[:MAX_WORDS]
    used = [(other.because, (word.typed, other.text)) for word in joined for other in word.alternatives]
    by_reason = {
        reason: tuple(pair for because, pair in used if because == reason) for reason in ("synonym", "correction")
    }
    near = tuple((tokens[number].start, tokens[number].end, other) for number, other in spelling.suggestions.items())
    return ParsedQuery(text, language, joined, operators.excluded, by_reason["synonym"], by_reason["correction"], near)


def _read_words(operators: Operators, language: str, exceptions: CompoundExceptions) -> list[Token]:
    """Return the words outside phrases, without an OR that joins two of them; stop words only if there is nothing else."""
    tokens = query_words(operators.text, language, exceptions)
    joining = find_joining(operators.text, tokens, operators)
    tokens = [token for token in tokens if token.start not in joining]
    if operators.phrases:
        tokens = [token for token in tokens if not is_query_stop(token, language)]
    return tokens[:MAX_WORDS]


def find_synonyms(tokens: list[Token], language: str, curation: LanguageCuration) -> dict[int, list[Alternative]]:
    """Return {index of the word: its synonyms}; a synonym of several words is one of each of them."""
    others: dict[int, list[Alternative]] = {}
    for found in expand(tokens, curation.groups, language, curation.exceptions):
        synonym = Alternative(found.other, found.tokens, found.weight, "synonym")
        for number in range(found.first, found.last):
            others.setdefault(number, []).append(synonym)
    return others


def add_corrections(
    others: dict[int, list[Alternative]],
    spelling: Spelling,
    language: str,
    curation: LanguageCuration,
    *,
    synonyms: bool,
) -> None:
    """Add corrections, and their synonyms, to the alternatives of the words."""
    groups = curation.groups if synonyms else []
    for number, (other, tokens) in spelling.corrections.items():
        alternatives = others.setdefault(number, [])
        alternatives.append(Alternative(other, tokens, CORRECTION_WEIGHT, "correction"))
        for found in expand(tokens, groups, language, curation.exceptions):
            alternatives.append(Alternative(found.other, found.tokens, found.weight * CORRECTION_WEIGHT, "synonym"))


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
        at: Alternative(token.exact, (token,), JOINED_WEIGHT, "synonym")
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
    return len(word) >= MIN_JOINED and word.isalpha()


def _terms(token: Token) -> list[Term]:
    return [Term("exact", token.exact), *(Term("stem", lemma) for lemma in (token.stem, *token.forms))]
