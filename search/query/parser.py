"""Parses a query text into words with synonyms and corrections, and its operators: "a phrase", -excluded and OR."""

import logging
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from search.analysis import LANGUAGES, CompoundExceptions, Token, analyse, expand, is_light, is_query_stop, query_words
from search.engines.base import EngineUnavailableError
from search.engines.registry import database_engine
from search.query.cache import LanguageCuration, get_curation
from search.query.parsed_query import Alternative, ParsedQuery, QueryWord, Term
from search.query.spellcheck import Spelling, check_spelling

logger = logging.getLogger("search")
MAX_LENGTH = 200
MAX_WORDS = 12
CORRECTION_WEIGHT = 0.9  # relative to the typed word
MIN_JOINED = 3  # letters of each of two words that a text may write as one: grond wet is grondwet
JOINED_WEIGHT = 0.9  # relative to the words as typed
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″＂", '"') | {"−": "-"})
_PHRASE = re.compile(r'(?<![\w"])(?P<minus>(?<!\S)-)?"(?P<text>[^"]*\w[^"]*)"(?!\w)')
_EXCLUDED = re.compile(r"(?<!\S)-(?P<text>[^\W_][^\s\"]*)")
_OR = re.compile(r"(?<=\s)OR(?=\s)")


@dataclass(frozen=True, slots=True)
class Operand:
    """A word or phrase of a query text, with its offsets."""

    start: int
    end: int
    word: QueryWord


@dataclass(frozen=True, slots=True)
class Operators:
    """A query text with its operators blanked, the phrases, the excluded words, and the offsets of each OR."""

    text: str
    phrases: tuple[Operand, ...] = ()
    excluded: tuple[QueryWord, ...] = ()
    ors: tuple[tuple[int, int], ...] = ()


def read_operators(text: str, language: str, exceptions: CompoundExceptions | None = None) -> Operators:
    """Return the operators of a text; without anything to look for beside exclusions there are none."""
    rest, phrases, excluded = text.translate(_QUOTES), [], []
    for match in [*_PHRASE.finditer(rest)]:
        word = _make_phrase(text[match.start() : match.end()].strip(), match["text"], language, exceptions)
        if word and match["minus"]:
            excluded.append(word)
        elif word:
            phrases.append(Operand(match.start(), match.end(), word))
        if word:
            rest = _blank(rest, match.start(), match.end())
    for match in [*_EXCLUDED.finditer(rest)]:
        word = _make_excluded(match.group(), match["text"], language, exceptions)
        if word:
            excluded.append(word)
            rest = _blank(rest, match.start(), match.end())
    ors = tuple(match.span() for match in _OR.finditer(rest))
    found = Operators(rest, tuple(phrases), tuple(excluded), ors)
    return found if phrases or not excluded or query_words(rest, language) else Operators(text)


def has_only_exclusions(text: str) -> bool:
    """Return whether there is nothing to look for beside exclusions, so that they were read as text."""
    left = _PHRASE.sub(lambda match: " " if match["minus"] else match.group(), text.translate(_QUOTES))
    return re.search(r"\w", _EXCLUDED.sub(" ", left)) is None


def _blank(text: str, start: int, end: int) -> str:
    """Return a text with quotation marks in place of a part: no word, and no space before what follows."""
    return text[:start] + '"' * (end - start) + text[end:]


def _make_phrase(typed: str, text: str, language: str, exceptions: CompoundExceptions | None) -> QueryWord | None:
    """Return a phrase as one word of a query; None if it has stop words only."""
    tokens = tuple(analyse(text, language, exceptions))
    content = [token for token in tokens if not token.stop]
    if not content:
        return None
    return QueryWord(typed, content[0], (Alternative(text, tokens, 1.0, "phrase"),), replaced=True)


def _make_excluded(typed: str, text: str, language: str, exceptions: CompoundExceptions | None) -> QueryWord | None:
    """Return an excluded word in all its forms; with a hyphen in it, a phrase."""
    tokens = [token for token in analyse(text, language, exceptions) if not token.stop]
    if len(tokens) == 1:
        return QueryWord(typed, tokens[0])
    return _make_phrase(typed, text, language, exceptions)


def join_operands(text: str, operands: list[Operand], ors: tuple[tuple[int, int], ...]) -> Iterator[QueryWord]:
    """Yield the words of a query in order; those around an OR as one."""
    ordered = sorted(operands, key=lambda operand: operand.start)
    group: list[Operand] = []
    for operand in ordered:
        if group and not _is_joined(text, group[-1].end, operand.start, ors):
            yield _join(text, group)
            group = []
        group.append(operand)
    if group:
        yield _join(text, group)


def _is_joined(text: str, end: int, start: int, ors: tuple[tuple[int, int], ...]) -> bool:
    """Return whether there is nothing but an OR between two operands."""
    return text[end:start].strip() == "OR" and any(end <= first and last <= start for first, last in ors)


def find_joining(text: str, tokens: list[Token], operators: Operators) -> set[int]:
    """Return the offsets of each OR that stands between two operands; any other is a word."""
    spans = sorted([(token.start, token.end) for token in tokens] + [(one.start, one.end) for one in operators.phrases])
    return {
        first
        for first, last in operators.ors
        if any(not text[end:first].strip() for _start, end in spans if end <= first)
        and any(not text[last:start].strip() for start, _end in spans if start >= last)
    }


def _join(text: str, group: list[Operand]) -> QueryWord:
    if len(group) == 1:
        return group[0].word
    words = sorted((operand.word for operand in group), key=lambda word: word.replaced)  # a phrase is never the first
    first, others = words[0], []
    for word in words[1:]:
        others += [Alternative(word.typed, (token,), 1.0, "or") for token in word.own_tokens] + [*word.alternatives]
    typed = text[group[0].start : group[-1].end]
    return QueryWord(typed, first.token, (*first.alternatives, *others), first.replaced)


def clean(raw: str, max_length: int = MAX_LENGTH) -> str:
    """Return a text without control characters and extra spaces, at most `max_length` characters; never raises."""
    text = raw[: max_length * 50].encode("utf-8", "ignore").decode("utf-8")
    text = "".join(" " if unicodedata.category(character).startswith("C") else character for character in text)
    return " ".join(text.split())[:max_length].strip()


def parse_query(
    text: str,
    language: str,
    *,
    synonyms: bool = True,
    corrections: bool = True,
    curation: LanguageCuration | None = None,
) -> ParsedQuery:
    """Return the query of any text in a language (`nl` or `en`): words with synonyms and corrections.

    `curation`: that of the language (`get_curation()`), if the caller has it already.
    """
    language = language if language in LANGUAGES else LANGUAGES[0]
    text = clean(text)
    own = curation or get_curation().for_language(language)
    operators = read_operators(text, language, own.exceptions)
    tokens = _read_words(operators, language, own.exceptions)
    light = {number for number, token in enumerate(tokens) if is_light(token, language)}
    wholes = find_joined(tokens, text, language, own.exceptions) if synonyms else {}
    others = find_synonyms(tokens, language, own) if synonyms else {}
    for first, whole in wholes.items():
        for number in (first, first + 1):
            others.setdefault(number, []).append(whole)
    spelling = Spelling()
    if corrections:
        spelling = check_spelling(tokens, text, language, own.exceptions, own.keys, others)
        add_corrections(others, spelling, language, own, synonyms=synonyms)
    words = []
    for number, token in enumerate(tokens):
        typed, alternatives = text[token.start : token.end], tuple(others.get(number, ()))
        word = QueryWord(typed, token, alternatives, optional=number in light and not alternatives)
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
    if operators.ors:
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
