"""What an engine stores of a text, and what a query asks of it."""

from dataclasses import dataclass

from search.analysis.stopwords import ASKING
from search.analysis.tokens import Exceptions, Token, analyse, find_terms, known_language


@dataclass(frozen=True, slots=True)
class Streams:
    """Three streams of tokens in the text's order, joined by spaces; stop words are left out."""

    exact: str
    stem: str
    parts: str


def make_streams(text: str, language: str, exceptions: Exceptions | None = None) -> Streams:
    """Return the streams of any text."""
    terms = [term for _, _, term in find_terms(text, language, exceptions) if not term.stop]
    return Streams(
        exact=" ".join(term.exact for term in terms),
        stem=" ".join(term.stem for term in terms),
        parts=" ".join(part for term in terms for part in term.parts),
    )


def query_words(text: str, language: str, exceptions: Exceptions | None = None) -> list[Token]:
    """Return the words that a query asks for, each once; stop and query words only if there is nothing else."""
    asking = ASKING[known_language(language)]
    once: dict[str, Token] = {}
    for token in analyse(text, language, exceptions):
        once.setdefault(token.exact, token)
    return [token for token in once.values() if token.exact not in asking] or list(once.values())
