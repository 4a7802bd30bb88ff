"""Documents and queries for tests of engines."""

from search.analysis import make_streams
from search.engines.base import PASSAGES_PER_ENTRY, PassageDocument
from search.query.parsed_query import ParsedQuery
from search.query.parser import parse_query


def make_documents(entry: int, *texts: tuple[str, str], language: str = "nl") -> list[PassageDocument]:
    """Return the documents of an entry with passages (title, text)."""
    nothing = make_streams("", language)
    return [
        PassageDocument(entry * PASSAGES_PER_ENTRY + order, language, make_streams(title, language), nothing, make_streams(text, language))
        for order, (title, text) in enumerate(texts)
    ]  # fmt: skip


def make_query(text: str, language: str = "nl") -> ParsedQuery:
    """Return a query without synonyms and corrections."""
    return parse_query(text, language, synonyms=False, corrections=False)


def found(engine, text: str, language: str = "nl") -> list[int]:
    """Return the entries found, best first."""
    return list(engine.candidates(make_query(text, language), language, 60).entries)
