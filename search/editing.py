"""What editors told search, as the analysis takes it; and what follows when they tell it something else."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from search.analysis import Group
from search.models import CompoundException, SearchPassage, Synonym

_TRIED: ContextVar[tuple | None] = ContextVar("tried synonyms", default=None)


def make_group(synonym: Synonym) -> Group:
    """Return a synonym as the analysis takes it."""
    return Group((synonym.typed, *synonym.others), one_way=not synonym.both_ways)


def synonym_groups(language: str) -> list[Group]:
    """Return the synonyms of a language; one query. Inside `trying` those that are tried stand in for the saved ones."""
    tried = _TRIED.get()
    saved = list(Synonym.objects.filter(language=language))
    if tried is not None:
        synonym, replaced = tried
        saved = [one for one in saved if one.pk != replaced]
        saved += [synonym] if synonym.language == language else []
    return [make_group(one) for one in saved]


@contextmanager
def trying(synonym: Synonym) -> Iterator[None]:
    """Within the block, search as if `synonym` were saved (in the place of its old version)."""
    token = _TRIED.set((synonym, synonym.pk))
    try:
        yield
    finally:
        _TRIED.reset(token)


def compound_exceptions() -> dict[str, tuple[str, ...]]:
    """Return the splitter's exceptions: word to parts, () for "left whole"; one query."""
    return {word: tuple(parts.split()) for word, parts in CompoundException.objects.values_list("word", "parts")}


def entries_with(word: str) -> list[int]:
    """Return the entries whose passages hold a word anywhere: to be indexed anew when its exception changes."""
    rows = SearchPassage.objects.filter(text__icontains=word) | SearchPassage.objects.filter(heading__icontains=word)
    rows |= SearchPassage.objects.filter(title__icontains=word)
    return sorted(set(rows.order_by().values_list("entry_id", flat=True)))
