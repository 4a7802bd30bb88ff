"""Temporary overrides of the curation, for previews; and the entries affected by a compound exception."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from search.models import SearchPassage, Synonym
from search.query.cache import curation_override, get_cache


@contextmanager
def override_synonym(synonym: Synonym) -> Iterator[None]:
    """Within the block, search as if `synonym` were saved, in place of its stored version."""
    curation = get_cache().curation
    saved = {code: [one for one in rows if one.pk != synonym.pk] for code, rows in curation.synonyms.items()}
    saved.setdefault(synonym.language, []).append(synonym)
    token = curation_override.set(replace(curation, synonyms=saved))
    try:
        yield
    finally:
        curation_override.reset(token)


def entries_with_word(word: str) -> list[int]:
    """Return ids of entries whose passages contain a word; to be reindexed when its exception changes."""
    rows = SearchPassage.objects.filter(text__icontains=word) | SearchPassage.objects.filter(heading__icontains=word)
    rows |= SearchPassage.objects.filter(title__icontains=word)
    return sorted(set(rows.order_by().values_list("entry_id", flat=True)))
