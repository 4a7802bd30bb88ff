"""What a reader typed, made into a question that every engine can answer: words with their other forms."""

import unicodedata
from dataclasses import dataclass

from search.analysis import LANGUAGES, Token, query_words

MAX_LENGTH = 200
MAX_WORDS = 12


@dataclass(frozen=True, slots=True)
class Alternative:
    """Other words that may stand for a typed one, at a lower weight; all of `tokens` together."""

    text: str
    tokens: tuple[Token, ...]
    weight: float
    because: str  # "synonym" or "correction"


@dataclass(frozen=True, slots=True)
class Word:
    """A typed word: as typed, analysed, and what may stand for it."""

    typed: str
    token: Token
    alternatives: tuple[Alternative, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """Cleaned text and its words; without words it has no answer."""

    text: str
    language: str
    words: tuple[Word, ...] = ()

    @property
    def synonyms(self) -> list[tuple[str, str]]:
        """(typed, other) of the synonyms that are looked for too."""
        return self._used("synonym")

    @property
    def corrections(self) -> list[tuple[str, str]]:
        """(typed, corrected) of the words that are looked for in another spelling too."""
        return self._used("correction")

    def _used(self, because: str) -> list[tuple[str, str]]:
        return [
            (word.typed, other.text) for word in self.words for other in word.alternatives if other.because == because
        ]


def clean(raw: str) -> str:
    """Return what was typed as printable text of at most MAX_LENGTH characters; any string is allowed."""
    text = raw[: MAX_LENGTH * 50].encode("utf-8", "ignore").decode("utf-8")
    text = "".join(" " if unicodedata.category(character).startswith("C") else character for character in text)
    return " ".join(text.split())[:MAX_LENGTH].strip()


def ask(text: str, language: str, *, synonyms: bool = True, corrections: bool = True) -> Question:
    """Return the question that `text` asks in a language (a code, `nl` or `en`); any text is allowed."""
    language = language if language in LANGUAGES else LANGUAGES[0]
    text = clean(text)
    tokens = query_words(text, language)[:MAX_WORDS]
    return Question(text, language, tuple(Word(text[token.start : token.end], token) for token in tokens))
