"""Temporary overrides of the curation, for previews; and the entries affected by a compound exception."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from search.analysis import LANGUAGES, fold
from search.engines.base import PASSAGES_PER_ENTRY
from search.engines.registry import database_engine
from search.models import Synonym
from search.query.cache import curation_override, get_cache
from search.query.parsed_query import Term


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


def entries_with_words(words: Iterable[str]) -> list[int]:
    """Return ids of indexed entries that have one of the words or a form of it; to be reindexed when its exception changes."""
    terms = [Term(stream, fold(word)) for word in words if fold(word) for stream in ("exact", "stem")]
    engine = database_engine()
    passages = [pk for language in LANGUAGES for pk in engine.find_passages(terms, language)]
    return sorted({pk // PASSAGES_PER_ENTRY for pk in passages})
