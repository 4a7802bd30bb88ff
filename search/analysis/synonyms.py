"""Synonyms and abbreviations: other words for what was typed, asked at a lower weight."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from search.analysis.folding import fold
from search.analysis.streams import query_words
from search.analysis.tokens import LANGUAGES, Exceptions, Token, known_language

WEIGHT = 0.6
FOLDER = Path(__file__).parent / "data"


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


def read_groups(text: str) -> tuple[Group, ...]:
    """Return the groups of a list: one a line, terms separated by = or, one way, by > and commas; # begins a remark."""
    groups = []
    for line in text.splitlines():
        line = line.partition("#")[0]
        first, way, others = line.partition(">")
        terms = [first, *others.split(",")] if way else line.split("=")
        terms = [" ".join(term.split()) for term in terms]
        if len(terms) > 1 and all(terms):
            groups.append(Group(tuple(terms), one_way=bool(way)))
    return tuple(groups)


@lru_cache(len(LANGUAGES))
def _read_default(language: str) -> tuple[Group, ...]:
    return read_groups((FOLDER / f"synonyms-{language}.txt").read_text(encoding="utf-8"))


def default_groups(language: str) -> tuple[Group, ...]:
    """Return the groups that every site of this field begins with; editors add theirs."""
    return _read_default(known_language(language))


def with_defaults(own: Iterable[Group], language: str) -> list[Group]:
    """Return editors' groups and the default ones; what editors say of a term holds instead of the default."""
    own = list(own)
    told = {fold(term) for group in own for term in group.terms}
    return [*own, *(group for group in default_groups(language) if told.isdisjoint(map(fold, group.terms)))]


@lru_cache(4096)
def _analyse_term(term: str, language: str) -> tuple[Token, ...]:
    return tuple(query_words(term, language))


def _tokens_of(term: str, language: str, exceptions: Exceptions | None) -> tuple[Token, ...]:
    return tuple(query_words(term, language, exceptions)) if exceptions else _analyse_term(term, language)


def expand(
    words: Sequence[Token], groups: Iterable[Group], language: str, exceptions: Exceptions | None = None
) -> list[Expansion]:
    """Return what else the words of a question (see query_words) may be called, longest match first."""
    stems = [word.stem for word in words]
    found: dict[tuple[int, int, str], Expansion] = {}
    for group in groups:
        analysed = [(term, _tokens_of(term, language, exceptions)) for term in group.terms]
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
