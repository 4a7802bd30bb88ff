"""What editors told search at this moment, also while a synonym is only tried; and what to index again."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace

from search.memory import Told, read_memory
from search.models import SearchPassage, Synonym

_tried: ContextVar[Told | None] = ContextVar("tried", default=None)


def read_told() -> Told:
    """Return what editors told; one query, none while something is tried."""
    return _tried.get() or read_memory().told


@contextmanager
def trying(synonym: Synonym) -> Iterator[None]:
    """Within the block, search as if `synonym` were saved (in the place of its old version)."""
    told = read_memory().told
    saved = {code: [one for one in rows if one.pk != synonym.pk] for code, rows in told.synonyms.items()}
    saved.setdefault(synonym.language, []).append(synonym)
    token = _tried.set(replace(told, synonyms=saved))
    try:
        yield
    finally:
        _tried.reset(token)


def entries_with(word: str) -> list[int]:
    """Return the entries whose passages hold a word anywhere: to be indexed anew when its exception changes."""
    rows = SearchPassage.objects.filter(text__icontains=word) | SearchPassage.objects.filter(heading__icontains=word)
    rows |= SearchPassage.objects.filter(title__icontains=word)
    return sorted(set(rows.order_by().values_list("entry_id", flat=True)))
