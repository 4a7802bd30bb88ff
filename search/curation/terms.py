"""Normalization of terms that editors type; independent of models."""

from functools import lru_cache

from search.analysis import query_words


@lru_cache(4096)
def query_stems(text: str, language: str) -> tuple[str, ...]:
    """Return the sorted stems of a query text: equal for equivalent texts, () without searchable words."""
    return tuple(sorted({token.stem for token in query_words(text, language) if token.stem}))


def split_terms(text: str) -> list[str]:
    """Return the distinct terms of a list separated by commas, semicolons or newlines."""
    terms = (" ".join(part.split()) for part in text.replace("\n", ",").replace(";", ",").split(","))
    return list({term.casefold(): term for term in terms if term}.values())
