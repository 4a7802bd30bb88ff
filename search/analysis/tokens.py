"""Tokenizer: the words of a text with offsets, stem and parts of compounds; and the streams of them that engines store."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from search.analysis.compounds import bare_part, split_compound, split_deep
from search.analysis.folding import APOSTROPHES, MAX_LENGTH, fold
from search.analysis.lemmas import find_lemmas
from search.analysis.separable import join_separated
from search.analysis.stopwords import LIGHT, QUERY_STOP, STOP
from search.analysis.terms import Term

LANGUAGES = ("nl", "en")
CompoundExceptions = Mapping[str, tuple[str, ...]]  # word -> its parts, () for "not split"
_APOSTROPHE = re.compile(f"[{APOSTROPHES}]")
# Endings after an apostrophe within one word: foto's, A4'tje; don't, we're. Anything else is a separate word.
_ENDINGS = {"nl": {"s", "tje", "tjes", "er", "ers", "en"}, "en": {"s", "t", "re", "ve", "ll", "d", "m"}}
_MIN_PART = 3  # letters in the stem of a part
ASCII_WORD = re.compile(rf"[^\W_]+(?:[{APOSTROPHES}][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Token:
    """A word (see Term) with start and end offsets in the original text."""

    start: int
    end: int
    exact: str
    stem: str
    parts: tuple[str, ...]
    stop: bool
    forms: tuple[str, ...] = ()
    pieces: tuple[str, ...] = ()


def _joins_word(character: str) -> bool:
    """Return whether a character that is no letter belongs to a word: combining marks, soft hyphens."""
    return unicodedata.category(character) in {"Mn", "Mc", "Me", "Cf"}


@lru_cache(64)
def _pattern(marks: str) -> re.Pattern[str]:
    letter = rf"[^\W_][{re.escape(marks)}]*"
    return re.compile(rf"(?:{letter})+(?:[{APOSTROPHES}](?:{letter})+)*")


def word_pattern(text: str) -> re.Pattern[str]:
    """Return the pattern of the words of a text, with apostrophes inside words."""
    pattern = ASCII_WORD
    if not text.isascii():
        marks = "".join(
            sorted(character for character in set(text) if not character.isascii() and _joins_word(character))
        )
        if marks:
            pattern = _pattern(marks)
    return pattern


def find_words(text: str) -> list[tuple[int, int, str]]:
    """Return (start, end, text) of every word."""
    return [(match.start(), match.end(), match.group()) for match in word_pattern(text).finditer(text)]


def known_language(language: str) -> str:
    """Return the language code for the analysis: `nl` or `en`, by default `nl`."""
    code = language[:2].lower()
    return code if code in LANGUAGES else LANGUAGES[0]


def _find_parts(lemmas: tuple[str, ...], pieces: tuple[str, ...], deep: tuple[str, ...]) -> tuple[str, ...]:
    """Return what a word is found by beside its lemma: other lemmas, pieces and their parts."""
    found = dict.fromkeys([*lemmas[1:], *pieces, *(lemma for part in deep for lemma in find_lemmas(fold(part), "nl"))])
    return tuple(part for part in found if part != lemmas[0] and len(part) >= _MIN_PART)


def _make_term(exact: str, language: str, parts: tuple[str, ...], deep: tuple[str, ...], stop: bool) -> Term:
    lemmas = find_lemmas(exact, language)
    firsts = [find_lemmas(fold(part), "nl")[0] for part in parts]
    pieces = tuple(
        dict.fromkeys(
            piece if len(piece) >= _MIN_PART else fold(part) for piece, part in zip(firsts, parts, strict=True)
        )
    )
    pieces = pieces if len(pieces) > 1 and all(len(piece) >= _MIN_PART for piece in pieces) else ()
    return Term(exact, lemmas[0], _find_parts(lemmas, pieces, deep), stop, lemmas[1:], pieces)


@lru_cache(32768)
def _fold_word(word: str, language: str) -> str:
    """Return the exact form of a word; empty if it has no letters or digits after folding."""
    pieces = [fold(piece) for piece in _APOSTROPHE.split(word)]
    return "".join(pieces[:1] if language == "en" and pieces[-1] == "s" else pieces)


@lru_cache(65536)
def _analyse_word(word: str, language: str) -> Term | None:
    """Return the term of a word; None if it has no letters or digits after folding."""
    exact = _fold_word(word, language)
    if not exact:
        return None
    parts = split_compound(exact) if language == "nl" else ()
    bare = tuple(bare_part(part) for part in parts[:-1]) + parts[-1:]
    return _make_term(exact, language, bare, split_deep(exact) if parts else (), exact in STOP[language])


def _split_apostrophes(start: int, word: str, language: str) -> Iterator[tuple[int, int, str]]:
    """Split a word at apostrophes between words (l'Aquila), not before an ending (foto's)."""
    cuts = [match.start() for match in _APOSTROPHE.finditer(word)]
    if len(cuts) == 1 and word[cuts[0] + 1 :].lower() in _ENDINGS[language]:
        cuts = []
    begin = 0
    for cut in [*cuts, len(word)]:
        if cut > begin:
            yield start + begin, start + cut, word[begin:cut]
        begin = cut + 1


def find_exact(text: str, language: str) -> list[str]:
    """Return the exact form of every word of a text, stop words included, without the rest of the analysis."""
    language, found = known_language(language), []
    for word in word_pattern(text).findall(text):
        if word.isascii() and word.isalnum():  # most: nothing to fold but capitals
            found.append(word.lower()[:MAX_LENGTH])
        else:
            parts = (word,) if word.isalnum() else (part for _, _, part in _split_apostrophes(0, word, language))
            found += [exact for part in parts if (exact := _fold_word(part, language))]
    return found


def find_terms(
    text: str, language: str, exceptions: CompoundExceptions | None = None, *, query: bool = False
) -> list[tuple[int, int, Term]]:
    """Return (start, end, term) of every word of a text or a query; never raises."""
    language = known_language(language)
    terms = list(_iterate_terms(text, language, exceptions))
    if language == "nl" and len(terms) > 1:
        join_separated(text, terms, replacing=query)
    return terms


def _iterate_terms(text: str, language: str, exceptions: CompoundExceptions | None) -> Iterator[tuple[int, int, Term]]:
    for start, end, word in find_words(text):
        parts = ((start, end, word),) if word.isalnum() else _split_apostrophes(start, word, language)
        for begin, stop, part in parts:
            term = _analyse_word(part, language)
            if term is None:
                continue
            if exceptions:
                term = _except(term, language, exceptions)
            yield begin, stop, term


def _except(term: Term, language: str, exceptions: CompoundExceptions) -> Term:
    """Return the term with the parts of its exception; matched by lemma too, so "stadslab" also covers "stadslabs"."""
    parts = exceptions.get(term.exact, exceptions.get(term.stem))
    if parts is None:
        return term
    return _make_term(term.exact, language, tuple(parts), tuple(parts), term.stop)


def analyse(
    text: str, language: str, exceptions: CompoundExceptions | None = None, *, query: bool = False
) -> list[Token]:
    """Return the tokens of a text or a query, including stop words (`stop` is true); never raises."""
    return [
        Token(start, end, term.exact, term.stem, term.parts, term.stop, term.forms, term.pieces)
        for start, end, term in find_terms(text, language, exceptions, query=query)
    ]


def is_query_stop(token: Token, language: str) -> bool:
    """Return whether a token is a stop word in a query."""
    return token.exact in QUERY_STOP[known_language(language)]


def is_light(token: Token, language: str) -> bool:
    """Return whether a text need not have a word of a query: a preposition, an adverb."""
    return token.exact in LIGHT[known_language(language)]


def query_words(text: str, language: str, exceptions: CompoundExceptions | None = None) -> list[Token]:
    """Return the distinct words of a query, without stop words unless there are no others."""
    asking = QUERY_STOP[known_language(language)]
    once: dict[str, Token] = {}
    for token in analyse(text, language, exceptions, query=True):
        once.setdefault(token.exact, token)
    return [token for token in once.values() if token.exact not in asking] or list(once.values())


@dataclass(frozen=True, slots=True)
class Streams:
    """Three token streams in text order, joined by spaces, without stop words."""

    exact: str
    stem: str
    parts: str


def make_streams(text: str, language: str, exceptions: CompoundExceptions | None = None) -> Streams:
    """Return the streams of a text; never raises."""
    terms = [term for _, _, term in find_terms(text, language, exceptions) if not term.stop]
    return Streams(
        exact=" ".join(term.exact for term in terms),
        stem=" ".join(term.stem for term in terms),
        parts=" ".join(part for term in terms for part in term.parts),
    )
