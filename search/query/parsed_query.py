"""A parsed query, as passed to every engine: words and their alternatives; independent of Django."""

from collections.abc import Iterator
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
