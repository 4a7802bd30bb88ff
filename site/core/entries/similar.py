"""Entries that are similar to a text, found by the app that provides search."""

from collections.abc import Collection

from core.extensions import similar_text_finders


def find_similar(text: str, language: str, number: int = 5, without: Collection[int] = ()) -> list[int]:
    """Return the ids of at most `number` public entries in `language` (a code), the most similar first."""
    return next((finder(text, language, number, without) for finder in similar_text_finders), [])
