"""A query as index terms: which terms match a word, and which contribute to a passage's score."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from search.analysis import Token
from search.query.parsed_query import Alternative, QueryWord


@dataclass(frozen=True, slots=True, order=True)
class Term:
    """A token and its stream: "exact", or "stem" for lemmas and parts; with spaces, tokens that follow each other.

    Tokens that follow each other are looked for in the streams "exact" and "stem" of one field, not among the parts.
    """

    stream: str
    token: str

    @property
    def is_phrase(self) -> bool:
        """Whether it stands for several tokens; such a term only matches, it has no score."""
        return " " in self.token


@dataclass(frozen=True, slots=True)
class QueryTerm:
    """A word of a query. Each of `alternatives` matches it; all `pieces` of a compound do if no passage has the word."""

    alternatives: tuple[Term, ...]
    pieces: tuple[Term, ...]
    terms: tuple[Term, ...]  # with a score: of alternatives and pieces, each once


def _alternatives(token: Token) -> Iterator[Term]:
    yield Term("exact", token.exact)
    yield from (Term("stem", lemma) for lemma in (token.stem, *token.forms))


def _joined(other: Alternative) -> Iterator[Term]:
    """Yield what matches an alternative: one token in all its forms, several in a row."""
    stream = "exact" if other.is_phrase else "stem"
    if len(other.content) > 1:
        yield Term(stream, " ".join(getattr(token, stream) for token in other.content))
    elif other.content:
        found = _alternatives(other.content[0])
        yield from [next(found)] if other.is_phrase else found


def _make_query_term(word: QueryWord) -> QueryTerm:
    found = [term for token in word.own_tokens for term in _alternatives(token)]
    for other in word.alternatives:
        found += _joined(other)
    stems = tuple(Term("stem", piece) for piece in word.pieces)
    single = (Term(stream, getattr(token, stream)) for token in word.tokens() for stream in ("exact", "stem"))
    terms = dict.fromkeys([*(term for term in found if not term.is_phrase), *single, *stems])
    return QueryTerm(tuple(dict.fromkeys(found)), stems, tuple(terms))


def make_query_terms(words: Sequence[QueryWord]) -> list[QueryTerm]:
    """Return a query term for each word."""
    return [_make_query_term(word) for word in words]


def word_alternatives(word: QueryWord) -> tuple[Term, ...]:
    """Return the terms of which each matches a word."""
    return _make_query_term(word).alternatives


def all_terms(query_terms: Sequence[QueryTerm]) -> list[Term]:
    """Return every term with a score once, in the query's order."""
    return list(dict.fromkeys(term for query_term in query_terms for term in query_term.terms))
