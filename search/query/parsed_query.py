"""A query as every engine gets it: words, and their alternatives. No Django here."""

from dataclasses import dataclass

from search.analysis import Token


@dataclass(frozen=True, slots=True)
class Alternative:
    """Other words that may stand for a typed one, at a lower weight; all of `tokens` together."""

    text: str
    tokens: tuple[Token, ...]
    weight: float
    because: str  # "synonym" or "correction"


@dataclass(frozen=True, slots=True)
class QueryWord:
    """A typed word: as typed, analysed, and what may stand for it."""

    typed: str
    token: Token
    alternatives: tuple[Alternative, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """Cleaned text and its words; without words nothing is found."""

    text: str
    language: str
    words: tuple[QueryWord, ...] = ()

    synonyms: tuple[tuple[str, str], ...] = ()  # (typed, other) of the synonyms that are searched for too
    corrections: tuple[tuple[str, str], ...] = ()  # (typed, corrected) of the spellings that are searched for too
