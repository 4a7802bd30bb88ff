"""A parsed query, as passed to every engine: words, their alternatives, and the index terms of both; independent of Django."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from search.analysis import Token

SHORT_QUERY = 4  # words; a longer query is read as a sentence


@dataclass(frozen=True, slots=True)
class Alternative:
    """Words that match in place of a word of the query, at a weight of at most 1; several must follow each other.

    `because`: "synonym", "correction", "or" (the other side of OR) or "phrase" (what stands between quotation marks). A
    phrase matches the exact forms of `tokens`, stop words included; other alternatives all forms.
    """

    text: str
    tokens: tuple[Token, ...]
    weight: float
    because: str

    @property
    def is_phrase(self) -> bool:
        """Whether only the exact forms match."""
        return self.because == "phrase"

    @property
    def content(self) -> tuple[Token, ...]:
        """The tokens that an index holds: all but stop words."""
        return tuple(token for token in self.tokens if not token.stop) if self.is_phrase else self.tokens


@dataclass(frozen=True, slots=True)
class QueryWord:
    """A word of the query: as typed, analysed, and its alternatives.

    `replaced`: only the alternatives match; of a phrase, which is one word of the query. `optional`: an entry need not have
    it for a whole match.
    """

    typed: str
    token: Token
    alternatives: tuple[Alternative, ...] = ()
    replaced: bool = False
    optional: bool = False

    @property
    def has_phrase(self) -> bool:
        """Whether words that follow each other match: an index without stop words cannot tell exactly where they stand."""
        return any(other.is_phrase and len(other.tokens) > 1 for other in self.alternatives)

    @property
    def own_tokens(self) -> tuple[Token, ...]:
        """The token, unless only the alternatives match."""
        return () if self.replaced else (self.token,)

    @property
    def pieces(self) -> tuple[str, ...]:
        """What stands for a compound that no passage has: its pieces, of a misspelled one those of its correction."""
        if self.replaced:
            return ()
        corrected = (one for one in self.alternatives if one.because == "correction" and len(one.tokens) == 1)
        return next((one.tokens[0].pieces for one in corrected), self.token.pieces)

    def tokens(self) -> Iterator[Token]:
        """Yield all tokens of which one occurrence is of use for the word."""
        yield from self.own_tokens
        for other in self.alternatives:
            yield from other.content


@dataclass(frozen=True)
class ParsedQuery:
    """Cleaned text and its words; a query without words matches nothing. Entries with a word in `excluded` never match."""

    text: str
    language: str
    words: tuple[QueryWord, ...] = ()
    excluded: tuple[QueryWord, ...] = ()

    synonyms: tuple[tuple[str, str], ...] = ()  # (typed word, synonym)
    corrections: tuple[tuple[str, str], ...] = ()  # (typed word, correction)
    suggestions: tuple[tuple[int, int, str], ...] = ()  # (start, end, other word): only offered

    @cached_property
    def is_sentence(self) -> bool:
        """Whether most of the words in one passage are enough for a whole match."""
        return len(self.required) > SHORT_QUERY

    @cached_property
    def required(self) -> tuple[int, ...]:
        """Indexes of the words that a whole match has; all of them if all are optional."""
        return tuple(at for at, word in enumerate(self.words) if not word.optional) or tuple(range(len(self.words)))

    @cached_property
    def has_operators(self) -> bool:
        """Whether a phrase, an exclusion or OR was understood."""
        return bool(self.excluded) or any(
            other.because in {"phrase", "or"} for word in self.words for other in word.alternatives
        )

    @cached_property
    def has_phrase(self) -> bool:
        """Whether words that follow each other were asked for."""
        return any(word.has_phrase for word in self.words)

    @cached_property
    def excluded_words(self) -> tuple[QueryWord, ...]:
        """What engines exclude by themselves: all but phrases, as an index may have the words of one in a row where a text has not."""
        return tuple(word for word in self.excluded if not word.has_phrase)

    @cached_property
    def excluded_phrases(self) -> tuple[QueryWord, ...]:
        """What is excluded by the texts of entries, before an engine is asked (search.query.exclusions)."""
        return tuple(word for word in self.excluded if word.has_phrase)


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
