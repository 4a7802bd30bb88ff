"""Parses a query text into words with synonyms and corrections, and its operators: "a phrase", -excluded and OR."""

import logging
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from search.analysis import LANGUAGES, CompoundExceptions, Token, analyse, expand, is_light, is_query_stop, query_words
from search.engines.base import EngineUnavailableError
from search.engines.registry import database_engine
from search.query.cache import LanguageCuration, get_curation
from search.query.parsed_query import Alternative, ParsedQuery, QueryWord, Term
from search.query.spellcheck import Spelling, check_spelling, find_unknown

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
    own = curation or get_curation().for_language(language)
    return parse_queries(text, {language: own}, synonyms=synonyms, corrections=corrections)[language]


def parse_queries(
    text: str, curations: Mapping[str, LanguageCuration], *, synonyms: bool = True, corrections: bool = True
) -> dict[str, ParsedQuery]:
    """Return the query of any text in each language of the curations; every step is done for all of them."""
    text = clean(text)
    operators = {code: read_operators(text, code, own.exceptions) for code, own in curations.items()}
    tokens = _read_words(operators, curations)
    light = {code: {at for at, word in enumerate(words) if is_light(word, code)} for code, words in tokens.items()}
    others = _find_others(tokens, text, curations) if synonyms else {code: {} for code in curations}
    spellings = {code: Spelling() for code in curations}
    if corrections:
        unknown = find_unknown(tokens)
        for code, own in curations.items():
            known = others[code], unknown[code]
            spellings[code] = check_spelling(tokens[code], text, code, own.exceptions, own.keys, *known)
        for code, own in curations.items():
            add_corrections(others[code], spellings[code], code, own, synonyms=synonyms)
    parts = {
        code: _make_parts(text, operators[code], tokens[code], light[code], others[code], spellings[code].suggestions)
        for code in curations
    }
    return {code: ParsedQuery(text, code, *own) for code, own in parts.items()}


def _make_parts(
    text: str,
    operators: Operators,
    tokens: list[Token],
    light: set[int],
    others: dict[int, list[Alternative]],
    near: Mapping[int, str],
) -> tuple:
    """Return the words of a query, those that are excluded, and what is told of the others that are asked with them."""
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
    suggestions = tuple((tokens[at].start, tokens[at].end, other) for at, other in near.items())
    only_exclusions = not operators.excluded and has_only_exclusions(text)
    return joined, operators.excluded, by_reason["synonym"], by_reason["correction"], suggestions, only_exclusions


def _read_words(
    operators: Mapping[str, Operators], curations: Mapping[str, LanguageCuration]
) -> dict[str, list[Token]]:
    """Return the words outside phrases, without an OR that joins two of them; stop words only if there is nothing else."""
    words = {code: query_words(operators[code].text, code, own.exceptions) for code, own in curations.items()}
    for code, own in operators.items():
        if own.ors:
            joining = find_joining(own.text, words[code], own)
            words[code] = [token for token in words[code] if token.start not in joining]
        if own.phrases:
            words[code] = [token for token in words[code] if not is_query_stop(token, code)]
    return {code: tokens[:MAX_WORDS] for code, tokens in words.items()}


def _find_others(
    words: Mapping[str, list[Token]], text: str, curations: Mapping[str, LanguageCuration]
) -> dict[str, dict[int, list[Alternative]]]:
    """Return for each language {index of the word: its synonyms, and the word of the index that it makes with the next}."""
    wholes = {code: find_joined(words[code], text, code, own.exceptions) for code, own in curations.items()}
    others = {code: find_synonyms(words[code], code, own) for code, own in curations.items()}
    for code, own in others.items():
        for first, whole in wholes[code].items():
            for number in (first, first + 1):
                own.setdefault(number, []).append(whole)
    return others


def find_synonyms(tokens: list[Token], language: str, curation: LanguageCuration) -> dict[int, list[Alternative]]:
    """Return {index of the word: its synonyms}; a synonym of several words is one of each of them."""
    others: dict[int, list[Alternative]] = {}
    has_any = curation.has_synonyms(tokens)
    for found in expand(tokens, curation.groups, language, curation.exceptions) if has_any else ():
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
        asked = {language: [_terms(token) for token in pairs.values()]}
        known = database_engine().has_any(asked)[language] if pairs else []
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
        is_apart = not text[one.end : two.start].strip()
        if is_apart and all(len(word.exact) >= MIN_JOINED and word.exact.isalpha() for word in (one, two)):
            (token,) = analyse(one.exact + two.exact, language, exceptions)
            yield at, token


def _terms(token: Token) -> list[Term]:
    return [Term("exact", token.exact), *(Term("stem", lemma) for lemma in (token.stem, *token.forms))]
