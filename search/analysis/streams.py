"""Streams: what an engine stores of a text."""

from dataclasses import dataclass

from search.analysis.tokens import CompoundExceptions, find_terms


@dataclass(frozen=True, slots=True)
class Streams:
    """Three streams of tokens in the text's order, joined by spaces; stop words are left out."""

    exact: str
    stem: str
    parts: str


def make_streams(text: str, language: str, exceptions: CompoundExceptions | None = None) -> Streams:
    """Return the streams of any text."""
    terms = [term for _, _, term in find_terms(text, language, exceptions) if not term.stop]
    return Streams(
        exact=" ".join(term.exact for term in terms),
        stem=" ".join(term.stem for term in terms),
        parts=" ".join(part for term in terms for part in term.parts),
    )
