"""Asking what lies near a text, from any room. The search room answers; without it nothing is near.

A room never imports search: `search` registers its answer when it starts.
"""

from collections.abc import Callable, Collection

Finder = Callable[[str, str, int, Collection[int]], list[int]]
_finders: list[Finder] = []


def register(finder: Finder) -> None:
    """Take `finder(text, language, number, without)`, which returns ids of public entries, the nearest first."""
    _finders[:] = [finder]


def find_near(text: str, language: str, number: int = 5, without: Collection[int] = ()) -> list[int]:
    """Return ids of at most `number` public entries in `language` (a code) that lie near any `text`, the nearest first."""
    return _finders[0](text, language, number, without) if _finders else []
