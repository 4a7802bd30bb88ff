"""Query-time expansion with synonyms, abbreviations and translations, at a lower weight."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from search.analysis.folding import fold
from search.analysis.lemmas import find_lemmas
from search.analysis.tokens import LANGUAGES, CompoundExceptions, Token, known_language, query_words

WEIGHT = 0.6
FOLDER = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class SynonymGroup:
    """Equivalent terms of one or more words; a one-way group maps its first term to the others only."""

    terms: tuple[str, ...]
    one_way: bool = False
    foreign: bool = False  # the first term is in another language

    @property
    def typed(self) -> tuple[str, ...]:
        """The terms that expand to the others."""
        return self.terms[:1] if self.one_way else self.terms


@dataclass(frozen=True, slots=True)
class Expansion:
    """An expansion of the words [first, last) of a query."""

    first: int
    last: int
    typed: str
    other: str
    tokens: tuple[Token, ...]
    weight: float = WEIGHT


def read_groups(text: str) -> tuple[SynonymGroup, ...]:
    """Return the groups of a text: one per line, `a = b = c`, or one-way `a > b, c`; # starts a comment."""
    groups = []
    for line in text.splitlines():
        line = line.partition("#")[0]
        first, arrow, others = line.partition(">")
        terms = [first, *others.split(",")] if arrow else line.split("=")
        terms = [" ".join(term.split()) for term in terms]
        if len(terms) > 1 and all(terms):
            groups.append(SynonymGroup(tuple(terms), one_way=bool(arrow)))
    return tuple(groups)


def read_translations(text: str, language: str) -> tuple[SynonymGroup, ...]:
    """Return one-way groups from the other language to `language`, from lines `english | dutch`."""
    groups = []
    for line in text.splitlines():
        sides = [read_terms(side) for side in line.partition("#")[0].split("|")]
        if len(sides) == 2 and all(sides):
            others, own = sides if language == "nl" else reversed(sides)
            groups += [SynonymGroup((term, *own), one_way=True, foreign=True) for term in others]
    return tuple(groups)


def read_terms(text: str) -> list[str]:
    """Return the comma-separated terms of a text."""
    return [words for term in text.split(",") if (words := " ".join(term.split()))]


@lru_cache(len(LANGUAGES))
def _read_default(language: str) -> tuple[SynonymGroup, ...]:
    own = (FOLDER / f"synonyms-{language}.txt").read_text(encoding="utf-8")
    return (*read_groups(own), *read_translations((FOLDER / "translations.txt").read_text(encoding="utf-8"), language))


def default_groups(language: str) -> tuple[SynonymGroup, ...]:
    """Return the default groups of a language."""
    return _read_default(known_language(language))


def with_defaults(own: Iterable[SynonymGroup], language: str) -> list[SynonymGroup]:
    """Return editors' groups and default ones; a default group is dropped if editors have one of its typed terms."""
    own = list(own)
    own_terms = {fold(term) for group in own for term in group.terms}
    return [*own, *(group for group in default_groups(language) if own_terms.isdisjoint(_fold_typed(group)))]


@lru_cache(4096)
def _fold_typed(group: SynonymGroup) -> frozenset[str]:
    """Return the folded terms that a group expands."""
    return frozenset(fold(term) for term in group.typed)


def synonym_keys(groups: Iterable[SynonymGroup]) -> frozenset[str]:
    """Return the single words with synonyms in their own language, as candidates for spelling correction."""
    terms = (term for group in groups if not group.foreign for term in _fold_typed(group))
    return frozenset(term for term in terms if " " not in term)


@lru_cache(4096)
def _stems_of(term: str, language: str) -> list[str]:
    """Return the stems of a term; compound exceptions do not affect them."""
    return [token.stem for token in query_words(term, language)]


def find_first_stems(groups: Iterable[SynonymGroup], language: str) -> dict[str, frozenset[str]]:
    """Return for each language the stems with which a term begins that is typed in it and expands to words of `language`."""
    other_language = _other_than(language)
    found: dict[str, set[str]] = {language: set(), other_language: set()}
    for group in groups:
        typed_in = other_language if group.foreign else language
        found[typed_in].update(stem for typed in group.typed for stem in _stems_of(typed, typed_in)[:1])
    return {code: frozenset(stems) for code, stems in found.items()}


def _other_than(language: str) -> str:
    return next(code for code in LANGUAGES if code != language[:2])


def expand(
    words: Sequence[Token], groups: Iterable[SynonymGroup], language: str, exceptions: CompoundExceptions | None = None
) -> list[Expansion]:
    """Return the expansions of the words of a query (see query_words), longest match first."""
    other_language = _other_than(language)
    # Words of the other language are stemmed in that language.
    read = {
        language: [word.stem for word in words],
        other_language: [find_lemmas(word.exact, other_language)[0] for word in words],
    }
    found: dict[tuple[int, int, str], Expansion] = {}
    for group in groups:
        typed_in = other_language if group.foreign else language
        stems = read[typed_in]
        for typed in group.typed:
            target = _stems_of(typed, typed_in)
            for first in range(len(stems) - len(target) + 1) if target else ():
                last = first + len(target)
                if stems[first:last] != target:
                    continue
                for other in group.terms:
                    if other != typed and _stems_of(other, language) not in ([], target):
                        tokens = tuple(query_words(other, language, exceptions))
                        found.setdefault((first, last, other), Expansion(first, last, typed, other, tokens))
    return sorted(found.values(), key=lambda expansion: (expansion.first, -expansion.last, expansion.other))
