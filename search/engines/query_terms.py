"""A question in the terms that engines count: which tokens cover a word, and which add to a passage's score."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from search.analysis import Token
from search.query.parsed_query import ParsedQuery, QueryWord


@dataclass(frozen=True, slots=True, order=True)
class Term:
    """A token in its stream: "exact", or "stem", which stands for stems and for parts of compounds."""

    stream: str
    token: str


TermAlternative = tuple[Term, ...]  # terms that must all be there


@dataclass(frozen=True, slots=True)
class QueryTerm:
    """A word of a question. Each of `ways` covers it whole; each of `pieces` a share of it: the part of a compound."""

    ways: tuple[TermAlternative, ...]
    pieces: tuple[Term, ...]

    @property
    def terms(self) -> tuple[Term, ...]:
        """Every term of the group, each once."""
        return tuple(dict.fromkeys([*(term for way in self.ways for term in way), *self.pieces]))


def _ways(token: Token) -> Iterator[TermAlternative]:
    yield (Term("exact", token.exact),)
    yield (Term("stem", token.stem),)
    if len(token.parts) > 1:
        yield tuple(Term("stem", part) for part in token.parts)


def _joined(tokens: Sequence[Token]) -> Iterator[TermAlternative]:
    """Several words that stand for one: all of them, each by its stem."""
    if len(tokens) == 1:
        yield from _ways(tokens[0])
    elif tokens:
        yield tuple(Term("stem", token.stem) for token in tokens)


def _group(word: QueryWord) -> QueryTerm:
    ways, parts = [*_ways(word.token)], word.token.parts
    for other in word.alternatives:
        ways += _joined(other.tokens)
        if not parts and other.because == "correction" and len(other.tokens) == 1:
            parts = other.tokens[0].parts  # a compound typed wrong has the parts of what was meant
    return QueryTerm(tuple(dict.fromkeys(ways)), tuple(Term("stem", part) for part in parts))


def make_query_terms(question: ParsedQuery) -> list[QueryTerm]:
    """Return a group for each word of the question."""
    return [_group(word) for word in question.words]


def all_terms(groups: Sequence[QueryTerm]) -> list[Term]:
    """Return every term once, in the question's order."""
    return list(dict.fromkeys(term for group in groups for term in group.terms))
