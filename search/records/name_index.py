"""Inverted index of the names and texts of a catalogue, in memory."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

from core.filters.facet_index import FacetIndex
from directory.localisation import language_of
from search.analysis import Token, analyse, fold
from search.query.parsed_query import ParsedQuery, QueryWord
from search.records.catalogue import Item, read_catalogue

MIN_TYPO, MIN_TWO_TYPOS = 5, 9  # letters of a word in which one error, and two errors, are overlooked


@dataclass
class NameIndex:
    """The items of one language, and which of them have a term in a name or in their text."""

    version: tuple
    items: list[Item]
    language: str

    def __post_init__(self):
        self.names: dict[str, set[int]] = defaultdict(set)
        self.texts: dict[str, set[int]] = defaultdict(set)
        self.joined: dict[str, set[int]] = defaultdict(set)
        self.words: dict[str, set[int]] = defaultdict(set)
        for number, item in enumerate(self.items):
            for label in item.labels:
                _add(self.names, analyse(label, self.language), number)
            for name in item.names:
                tokens = analyse(name, self.language)
                self.joined["".join(token.exact for token in tokens)].add(number)
                for token in tokens:
                    self.words[token.exact].add(number)
                _add(self.names, tokens, number)
            for section in item.sections:
                _add(self.texts, analyse(f"{section.heading}\n{section.text}", self.language), number)

    @cached_property
    def vocabulary(self) -> list[str]:
        """The words of all names."""
        return list(self.words)

    def find(self, query: ParsedQuery) -> set[int]:
        """Return the numbers of the items that may have all words of a query, in names and text together."""
        return set.intersection(*(self._find_word(word) for word in query.words)) if query.words else set()

    def _find_word(self, word: QueryWord) -> set[int]:
        ways = [word.own_tokens, *(other.content for other in word.alternatives)]
        return set().union(*(set.intersection(*(self._find_token(one) for one in way)) for way in ways if way))

    def _find_token(self, token: Token) -> set[int]:
        terms = (token.exact, token.stem, *token.forms)
        return set().union(*(index[term] for index in (self.names, self.texts) for term in terms if term in index))

    def find_joined(self, text: str) -> set[int]:
        """Return the numbers of the items with a name that is this text without its spaces."""
        return self.joined.get("".join(token.exact for token in analyse(text, self.language)), set())

    def find_similar(self, text: str) -> set[int]:
        """Return the numbers of the items of which a whole name is this text but for typing errors."""
        typed = [fold(word) for word in text.split()]
        found = [self._find_similar_word(word) for word in typed if word]
        near = set.intersection(*found) if found else set()
        return {number for number in near if any(len(name.split()) <= len(typed) for name in self.items[number].names)}

    def _find_similar_word(self, word: str) -> set[int]:
        if word in self.words:
            return self.words[word]
        allowed = 0 if len(word) < MIN_TYPO else 1 if len(word) < MIN_TWO_TYPOS else 2
        if not allowed:
            return set()
        near = process.extract(word, self.vocabulary, scorer=OSA.distance, score_cutoff=allowed, limit=5)
        best = min((hit[1] for hit in near), default=0)
        # Errors in the first letter are rare; without this rule a short name becomes another one.
        return set().union(*(self.words[hit[0]] for hit in near if hit[1] == best and hit[0][0] == word[0]))


def _add(index: dict[str, set[int]], tokens: list[Token], number: int) -> None:
    for token in tokens:
        for term in (token.exact, token.stem, *token.parts):
            index[term].add(number)


_indexes: dict[int, NameIndex] = {}


def get_name_index(facet_index: FacetIndex, locale_id: int) -> NameIndex:
    """Return the index of a language, read again if the facet index changed."""
    version = (facet_index.key, facet_index.version)
    known = _indexes.get(locale_id)
    if known is None or known.version != version:
        language = language_of(locale_id)
        known = _indexes[locale_id] = NameIndex(version, read_catalogue(locale_id), language)
    return known


def clear_name_indexes() -> None:
    """Drop the indexes of this process."""
    _indexes.clear()
