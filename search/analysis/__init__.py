"""Text analysis: words of a text with their offsets, folded and stemmed."""

import re
import unicodedata
from dataclasses import dataclass

ANALYSIS_VERSION = "start-1"
LANGUAGES = ("nl", "en")
_WORD = re.compile(r"[^\W_]+", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Token:
    """A word: where it stands in the original text, folded, its stem, the stems of its parts."""

    start: int
    end: int
    exact: str
    stem: str
    parts: tuple[str, ...] = ()
    stop: bool = False


def _fold(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(c))


def analyse(text: str, language: str) -> list[Token]:
    """Return the words of any text."""
    return [
        Token(match.start(), match.end(), folded, folded)
        for match in _WORD.finditer(text)
        if (folded := _fold(match.group()))
    ]


def query_words(text: str, language: str) -> list[Token]:
    """Return the words of a question, each once."""
    return list({token.exact: token for token in analyse(text, language)}.values())
