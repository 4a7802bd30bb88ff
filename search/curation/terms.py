"""What editors and readers type, read as the search reads it; needs no model."""

from functools import lru_cache

from search.analysis import query_words


@lru_cache(4096)
def query_stems(text: str, language: str) -> tuple[str, ...]:
    """Return the stems that `text` asks for, sorted: equal for texts that ask the same. () when it asks nothing."""
    return tuple(sorted({token.stem for token in query_words(text, language) if token.stem}))


def split_terms(text: str) -> list[str]:
    """Return the terms of a list with commas or lines between, each once."""
    terms = (" ".join(part.split()) for part in text.replace("\n", ",").replace(";", ",").split(","))
    return list({term.casefold(): term for term in terms if term}.values())
