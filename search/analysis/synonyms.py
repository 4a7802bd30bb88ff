"""Synonyms and abbreviations: other words for what was typed, asked at a lower weight."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from search.analysis.streams import query_words
from search.analysis.tokens import Exceptions, Token

WEIGHT = 0.6


@dataclass(frozen=True, slots=True)
class Group:
    """Terms of one or more words that mean the same; one-way groups lead from the first term to the others only."""

    terms: tuple[str, ...]
    one_way: bool = False


@dataclass(frozen=True, slots=True)
class Expansion:
    """Another way to say the words [first, last) of a question."""

    first: int
    last: int
    typed: str
    other: str
    tokens: tuple[Token, ...]
    weight: float = WEIGHT


def expand(
    words: Sequence[Token], groups: Iterable[Group], language: str, exceptions: Exceptions | None = None
) -> list[Expansion]:
    """Return what else the words of a question (see query_words) may be called, longest match first."""
    stems = [word.stem for word in words]
    found: dict[tuple[int, int, str], Expansion] = {}
    for group in groups:
        analysed = [(term, tuple(query_words(term, language, exceptions))) for term in group.terms]
        for typed, tokens in analysed[:1] if group.one_way else analysed:
            wanted = [token.stem for token in tokens]
            for first in range(len(stems) - len(wanted) + 1) if wanted else ():
                last = first + len(wanted)
                if stems[first:last] != wanted:
                    continue
                for other, others in analysed:
                    if others and [token.stem for token in others] != wanted:
                        found.setdefault((first, last, other), Expansion(first, last, typed, other, others))
    return sorted(found.values(), key=lambda expansion: (expansion.first, -expansion.last, expansion.other))
