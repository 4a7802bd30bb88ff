"""A query as index terms: which terms match a word, and which contribute to a passage's score."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from search.analysis import Token
from search.query.parsed_query import ParsedQuery, QueryWord


@dataclass(frozen=True, slots=True, order=True)
class Term:
    """A token and its stream: "exact", or "stem" for stems and parts of compounds."""

    stream: str
    token: str


TermAlternative = tuple[Term, ...]  # terms that must all occur


@dataclass(frozen=True, slots=True)
class QueryTerm:
    """A word of a query. Each of `alternatives` matches it fully, each of `parts` (of a compound) partly."""

    alternatives: tuple[TermAlternative, ...]
    parts: tuple[Term, ...]
    terms: tuple[Term, ...]  # of alternatives and parts, each once


def _alternatives(token: Token) -> Iterator[TermAlternative]:
    yield (Term("exact", token.exact),)
    yield (Term("stem", token.stem),)
    if len(token.parts) > 1:
        yield tuple(Term("stem", part) for part in token.parts)


def _joined(tokens: Sequence[Token]) -> Iterator[TermAlternative]:
    """Yield the alternatives of words that replace one word: one word as such, several all by their stems."""
    if len(tokens) == 1:
        yield from _alternatives(tokens[0])
    elif tokens:
        yield tuple(Term("stem", token.stem) for token in tokens)


def _make_query_term(word: QueryWord) -> QueryTerm:
    found, parts = [*_alternatives(word.token)], word.token.parts
    for other in word.alternatives:
        found += _joined(other.tokens)
        if not parts and other.because == "correction" and len(other.tokens) == 1:
            parts = other.tokens[0].parts  # a misspelled compound has the parts of its correction
    stems = tuple(Term("stem", part) for part in parts)
    terms = dict.fromkeys([*(term for alternative in found for term in alternative), *stems])
    return QueryTerm(tuple(dict.fromkeys(found)), stems, tuple(terms))


def make_query_terms(query: ParsedQuery) -> list[QueryTerm]:
    """Return a query term for each word of the query."""
    return [_make_query_term(word) for word in query.words]


def all_terms(query_terms: Sequence[QueryTerm]) -> list[Term]:
    """Return every term once, in the query's order."""
    return list(dict.fromkeys(term for query_term in query_terms for term in query_term.terms))
