"""Entries that are similar to a text, found by the app that provides search: has somebody made this before?"""

from collections.abc import Collection

from core.extensions import SimilarEntry, similar_text_finders


def find_similar(text: str, language: str, number: int = 5, without: Collection[int] = ()) -> list[SimilarEntry]:
    """Return at most `number` public entries in `language` (a code), the most similar first; of any text.

    `without`: ids of entries to leave out, such as the one that is being written and its translations.
    """
    return next((finder(text, language, number, without) for finder in similar_text_finders), [])
