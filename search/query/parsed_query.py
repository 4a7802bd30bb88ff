"""A parsed query, as passed to every engine: words and their alternatives; independent of Django."""

from dataclasses import dataclass

from search.analysis import Token


@dataclass(frozen=True, slots=True)
class Alternative:
    """A synonym or correction of a word, at a lower weight; all of `tokens` must match."""

    text: str
    tokens: tuple[Token, ...]
    weight: float
    because: str  # "synonym" or "correction"


@dataclass(frozen=True, slots=True)
class QueryWord:
    """A word of the query: as typed, analysed, and its alternatives."""

    typed: str
    token: Token
    alternatives: tuple[Alternative, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """Cleaned text and its words; a query without words matches nothing."""

    text: str
    language: str
    words: tuple[QueryWord, ...] = ()

    synonyms: tuple[tuple[str, str], ...] = ()  # (typed word, synonym)
    corrections: tuple[tuple[str, str], ...] = ()  # (typed word, correction)
