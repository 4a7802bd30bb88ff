"""What editors told search at this moment, also while a synonym is only tried; and what to index again."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from search.models import SearchPassage, Synonym
from search.query.cache import curation_override, get_cache


@contextmanager
def override_synonym(synonym: Synonym) -> Iterator[None]:
    """Within the block, search as if `synonym` were saved (in the place of its old version)."""
    curation = get_cache().curation
    saved = {code: [one for one in rows if one.pk != synonym.pk] for code, rows in curation.synonyms.items()}
    saved.setdefault(synonym.language, []).append(synonym)
    token = curation_override.set(replace(curation, synonyms=saved))
    try:
        yield
    finally:
        curation_override.reset(token)


def entries_with_word(word: str) -> list[int]:
    """Return the entries whose passages hold a word anywhere: to be indexed anew when its exception changes."""
    rows = SearchPassage.objects.filter(text__icontains=word) | SearchPassage.objects.filter(heading__icontains=word)
    rows |= SearchPassage.objects.filter(title__icontains=word)
    return sorted(set(rows.order_by().values_list("entry_id", flat=True)))
