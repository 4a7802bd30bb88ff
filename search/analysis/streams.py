"""Token streams: the form of a text that engines store."""

from dataclasses import dataclass

from search.analysis.tokens import CompoundExceptions, find_terms


@dataclass(frozen=True, slots=True)
class Streams:
    """Three token streams in text order, joined by spaces, without stop words."""

    exact: str
    stem: str
    parts: str


def make_streams(text: str, language: str, exceptions: CompoundExceptions | None = None) -> Streams:
    """Return the streams of a text; never raises."""
    terms = [term for _, _, term in find_terms(text, language, exceptions) if not term.stop]
    return Streams(
        exact=" ".join(term.exact for term in terms),
        stem=" ".join(term.stem for term in terms),
        parts=" ".join(part for term in terms for part in term.parts),
    )
