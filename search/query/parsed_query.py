"""A parsed query, as passed to every engine: words, their alternatives, and the index terms of both; independent of Django."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from search.analysis import Token

SHORT_QUERY = 4  # words; a longer query is read as a sentence


@dataclass(frozen=True)
class Alternative:
    """Words that match in place of a word of the query, at a weight of at most 1; several must follow each other.

    `because`: "synonym", "correction", "or" (the other side of OR) or "phrase" (what stands between quotation marks). A
    phrase matches the exact forms of `tokens`, stop words included; other alternatives all forms.
    """

    text: str
    tokens: tuple[Token, ...]
    weight: float
    because: str

    @cached_property
    def is_phrase(self) -> bool:
        """Whether only the exact forms match."""
        return self.because == "phrase"

    @cached_property
    def content(self) -> tuple[Token, ...]:
        """The tokens that an index holds: all but stop words."""
        return tuple(token for token in self.tokens if not token.stop) if self.is_phrase else self.tokens


@dataclass(frozen=True)
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

    @cached_property
    def has_phrase(self) -> bool:
        """Whether words that follow each other match: an index without stop words cannot tell exactly where they stand."""
        return any(other.is_phrase and len(other.tokens) > 1 for other in self.alternatives)

    @cached_property
    def own_tokens(self) -> tuple[Token, ...]:
        """The token, unless only the alternatives match."""
        return () if self.replaced else (self.token,)

    @cached_property
    def pieces(self) -> tuple[str, ...]:
        """What stands for a compound that no passage has: its pieces, of a misspelled one those of its correction."""
        if self.replaced:
            return ()
        corrected = (one for one in self.alternatives if one.because == "correction" and len(one.tokens) == 1)
        return next((one.tokens[0].pieces for one in corrected), self.token.pieces)

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """All tokens of which one occurrence is of use for the word."""
        return (*self.own_tokens, *(token for other in self.alternatives for token in other.content))


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
    single = (Term(stream, getattr(token, stream)) for token in word.tokens for stream in ("exact", "stem"))
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


@dataclass(frozen=True)
class ParsedQuery:
    """Cleaned text and its words; a query without words matches nothing. Entries with a word in `excluded` never match.

    What follows from the words is computed once, as every step of a search asks for it. `query_terms`: of each word; `required`:
    indexes of the words that a whole match has, all of them if all are optional; `is_plain`: whether the words are looked for as they
    were typed, and nothing else is; `is_sentence`: whether most of the words in one
    passage are enough for a whole match; `has_operators`: whether a phrase, an exclusion or OR was understood; `has_phrase`:
    whether words that follow each other were asked for; `excluded_words`: what engines exclude by themselves, all but phrases, as
    an index may have the words of one in a row where a text has not; `excluded_phrases`: what is excluded by the texts of
    entries, before an engine is asked (search.query.exclusions).
    """

    text: str
    language: str
    words: tuple[QueryWord, ...] = ()
    excluded: tuple[QueryWord, ...] = ()

    synonyms: tuple[tuple[str, str], ...] = ()  # (typed word, synonym)
    corrections: tuple[tuple[str, str], ...] = ()  # (typed word, correction)
    suggestions: tuple[tuple[int, int, str], ...] = ()  # (start, end, other word): only offered
    only_exclusions: bool = False  # of a text with nothing else: they are looked for as words

    query_terms: list[QueryTerm] = field(init=False, repr=False, compare=False)
    required: tuple[int, ...] = field(init=False, repr=False, compare=False)
    is_plain: bool = field(init=False, repr=False, compare=False)
    is_sentence: bool = field(init=False, repr=False, compare=False)
    has_operators: bool = field(init=False, repr=False, compare=False)
    has_phrase: bool = field(init=False, repr=False, compare=False)
    excluded_words: tuple[QueryWord, ...] = field(init=False, repr=False, compare=False)
    excluded_phrases: tuple[QueryWord, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self):
        required = tuple(at for at, word in enumerate(self.words) if not word.optional) or tuple(range(len(self.words)))
        reasons = {other.because for word in self.words for other in word.alternatives}
        vars(self).update(  # frozen for everybody else
            query_terms=make_query_terms(self.words),
            required=required,
            is_plain=not (reasons or self.excluded or self.suggestions or self.only_exclusions),
            is_sentence=len(required) > SHORT_QUERY,
            has_operators=bool(self.excluded) or not reasons.isdisjoint({"phrase", "or"}),
            has_phrase=any(word.has_phrase for word in self.words),
            excluded_words=tuple(word for word in self.excluded if not word.has_phrase),
            excluded_phrases=tuple(word for word in self.excluded if word.has_phrase),
        )
