"""Which words of a text match which words of a query: the evidence of a hit, and what is highlighted."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from search.analysis import CompoundExceptions, Streams, Token, analyse, fold
from search.analysis.separable import find_particles, find_separated
from search.analysis.tokens import ASCII_WORD, find_terms, word_pattern
from search.query.parsed_query import Alternative, ParsedQuery, QueryWord

BESIDE = 12  # characters between a light word and another word of the query


class Match(NamedTuple):
    """A word of a text, by offsets, and the index of the word of the query that it matches."""

    start: int
    end: int
    number: int


class TextMatcher:
    """Finds the words of one query in texts; what it found of a word is kept for the next text.

    A word of a text matches by its exact form, a lemma, or as a compound with the word of the query; a phrase or another
    alternative of several words by words that follow each other. `absent`: indexes of the words that no passage has as
    such, of which all pieces match.
    """

    def __init__(self, query: ParsedQuery, absent: Collection[int] = (), exceptions: CompoundExceptions | None = None):
        self.query, self._exceptions = query, exceptions
        self._optional = set(range(len(query.words))).difference(query.required)
        self._exact: dict[str, set[int]] = {}
        self._lemmas: dict[str, set[int]] = {}
        self._evidence: dict[tuple[str, str], list[Match]] = {}
        self._known: dict[str, dict[str, Sequence[Match]]] = {}  # by language and word
        self._runs = [
            (number, other)
            for number, word in enumerate(query.words)
            for other in word.alternatives
            if len(other.tokens) > 1
        ]
        for number, word in enumerate(query.words):
            self._add_word(number, word)
        particles = {lemma: find_particles(lemma) for lemma in self._lemmas} if query.language == "nl" else {}
        self._verbs = {lemma: self._lemmas[lemma] for lemma, found in particles.items() if found}
        self._particles = frozenset().union(*particles.values())
        for number in absent:
            for piece in query.words[number].pieces:
                self._lemmas.setdefault(piece, set()).add(number)
        self._keys = {*self._exact, *self._lemmas, *(exceptions or ())}
        self._others: dict[str, set[str]] = {}  # by language, words that match nothing

    def _add_word(self, number: int, word: QueryWord) -> None:
        for token, is_phrase in single_tokens(word):
            self._exact.setdefault(token.exact, set()).add(number)
            for lemma in () if is_phrase else (token.stem, *token.forms):
                self._lemmas.setdefault(lemma, set()).add(number)

    def learn(self, indexed: Iterable[Streams], language: str) -> None:
        """Learn from the terms of indexed texts which of their words match nothing: those need no analysis.

        Which word a part belongs to is not known, so texts with a part that matches teach nothing.
        """
        others = self._others.setdefault(language, set())
        for streams in indexed:
            if self._keys.isdisjoint(streams.parts.split()):
                terms = zip(streams.exact.split(), streams.stem.split(), strict=True)
                others.update(exact for exact, stem in terms if exact not in self._keys and stem not in self._keys)

    def match(self, text: str, language: str, pattern: re.Pattern[str] | None = None) -> list[Match]:
        """Return the matches in a text, in order; a word that matches two words of the query is there twice.

        `pattern`: the pattern of its words, if the caller has it.
        """
        found: list[Match] = []
        known = self._known.setdefault(language, {})
        for word in (pattern or word_pattern(text)).finditer(text):
            matches = known.get(word.group())
            if matches is None:
                matches = known[word.group()] = self._match_word(word.group(), language)
            if matches:
                start = word.start()
                found += [Match(start + match.start, start + match.end, match.number) for match in matches]
        if self._verbs and language == "nl":
            found += self._match_separated(text)
        if self._runs:
            tokens = analyse(text, language, self._exceptions)
            found += [
                Match(token.start, token.end, number)
                for number, other in self._runs
                for token in find_runs(tokens, other)
            ]
        return sorted(set(found)) if self._runs or self._verbs else found

    def find_evidence(self, text: str, language: str) -> list[Match]:
        """Return the matches that show why a text was found: light words only beside a word that made it a hit."""
        return self.find_all_evidence([(text, language)])[0]

    def find_all_evidence(self, texts: Sequence[tuple[str, str]]) -> list[list[Match]]:
        """Return the evidence of each text, given with its language."""
        new = [key for key in dict.fromkeys(texts) if key not in self._evidence]
        if new:
            together = "".join(text for text, _language in new)  # the words of each text are those of all
            pattern = ASCII_WORD if together.isascii() else word_pattern(together)
            for text, language in new:
                self._evidence[text, language] = self._select_evidence(self.match(text, language, pattern))
        return [self._evidence[key] for key in texts]

    def _select_evidence(self, found: list[Match]) -> list[Match]:
        if not self._optional:
            return found
        weighty = [match for match in found if match.number not in self._optional]
        return [
            match
            for match in found
            if match.number not in self._optional
            or any(max(match.start - other.end, other.start - match.end) <= BESIDE for other in weighty)
        ]

    def _match_separated(self, text: str) -> list[Match]:
        """Return verb and particle of the separable verbs that are asked for (denkt na, for nadenken)."""
        if self._particles.isdisjoint(map(fold, word_pattern(text).findall(text))):
            return []
        words = find_terms(text, "nl", self._exceptions)
        return [
            Match(words[at][0], words[at][1], number)
            for verb_at, particle_at, verb in find_separated(text, words)
            for number in self._verbs.get(verb, ())
            for at in (verb_at, particle_at)
        ]

    def _match_word(self, word: str, language: str) -> Sequence[Match]:
        others = self._others.get(language, ())
        if word.lower() in others or self._keys.isdisjoint(find_keys(word, language)):
            return ()
        return [
            Match(token.start, token.end, number)
            for token in self._analyse(word, language)
            for number in sorted(self._find(token))
        ]

    def _analyse(self, word: str, language: str) -> Sequence[Token]:
        tokens, exceptions = analyse_word(word, language), self._exceptions
        if exceptions and any(token.exact in exceptions or token.stem in exceptions for token in tokens):
            return analyse(word, language, exceptions)
        return tokens

    def _find(self, token: Token) -> set[int]:
        found = self._exact.get(token.exact, set())
        return found.union(*(self._lemmas[lemma] for lemma in (token.stem, *token.parts) if lemma in self._lemmas))


@lru_cache(32768)
def find_keys(word: str, language: str) -> tuple[str, ...]:
    """Return all by which a word of a text may match, kept for the next query: texts have the same words for each."""
    tokens = analyse(word, language)
    return tuple(dict.fromkeys(key for token in tokens for key in (token.exact, token.stem, *token.parts)))


@lru_cache(2048)
def analyse_word(word: str, language: str) -> tuple[Token, ...]:
    """Return the tokens of a word of a text that may match."""
    return tuple(analyse(word, language))


def single_tokens(word: QueryWord) -> Iterator[tuple[Token, bool]]:
    """Yield the tokens of a word that match alone, and whether only in their exact form."""
    for token in word.own_tokens:
        yield token, False
    for other in word.alternatives:
        if len(other.tokens) == 1:
            yield other.tokens[0], other.is_phrase


def find_runs(tokens: Sequence[Token], other: Alternative) -> Iterator[Token]:
    """Yield the tokens of a text that follow each other as those of an alternative of several words do."""
    size = len(other.tokens)
    if other.is_phrase:
        found, wanted = [token.exact for token in tokens], [token.exact for token in other.tokens]
    else:
        tokens = [token for token in tokens if not token.stop]
        found, wanted = [token.stem for token in tokens], [token.stem for token in other.tokens]
    for at in range(len(found) - size + 1):
        if found[at] == wanted[0] and found[at : at + size] == wanted:
            yield from tokens[at : at + size]
