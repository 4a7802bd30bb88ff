"""Entries that are similar to a text; the app that can search answers."""

from collections.abc import Collection

from core.extensions import similar_text_finders


def find_similar(text: str, language: str, number: int = 5, without: Collection[int] = ()) -> list[int]:
    """Return ids of at most `number` public entries in `language` (a code) similar to any `text`, the nearest first."""
    return next((finder(text, language, number, without) for finder in similar_text_finders), [])
