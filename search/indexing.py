"""Keeps the passages what the public entries say; every step may be repeated without harm."""

import logging
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from wagtail.search.backends import get_search_backends

from core.models import EntryPage
from search.models import SearchPassage

logger = logging.getLogger("search")


def refresh_entry(pk: int) -> int:
    """Write the passages of one entry as it is public now, or remove them; return how many there are."""
    entry = EntryPage.objects.filter(pk=pk).first()
    readable = entry is not None and EntryPage.objects.readable().filter(pk=pk).exists()
    passages = list(entry.specific.get_passages()) if readable else []
    with transaction.atomic():
        old = list(SearchPassage.objects.select_for_update().filter(entry_id=pk))
        _remove_from_engines(old)
        SearchPassage.objects.filter(entry_id=pk).delete()
        rows = SearchPassage.objects.bulk_create(
            SearchPassage(
                entry_id=pk,
                locale_id=entry.locale_id,
                kind=passage.kind,
                order=passage.order,
                anchor=passage.anchor[:100],
                title=entry.title,
                heading=passage.heading[:300],
                text=passage.text,
                marks=[list(mark) for mark in passage.marks],
                version=entry.live_revision_id or 0,
            )
            for passage in passages
        )
        _add_to_engines(rows)
    return len(rows)


def forget_entry(pk: int) -> None:
    """Remove an entry that is about to be deleted, or whose words may not be shown; a silent engine keeps nobody back."""
    rows = SearchPassage.objects.filter(entry_id=pk)
    try:
        with transaction.atomic():
            _remove_from_engines(rows)
    except Exception:
        # Readers are safe: search shows only what is public in the database.
        logger.exception("search engine did not forget entry %s", pk)
    rows.delete()


def _remove_from_engines(rows) -> None:
    for backend in get_search_backends():
        for row in rows:
            backend.delete(row)


def _add_to_engines(rows) -> None:
    if rows:
        for backend in get_search_backends():
            backend.add_bulk(SearchPassage, rows)


@dataclass
class Difference:
    """What the index has wrong: entries to write again and entries that should not be there."""

    stale: list[int]
    gone: list[int]

    @property
    def pks(self) -> list[int]:
        """All entries to refresh."""
        return [*self.stale, *self.gone]


def compare() -> Difference:
    """Compare the index with the public entries, by id and version."""
    public = dict(EntryPage.objects.readable().values_list("pk", "live_revision_id"))
    indexed = dict(SearchPassage.objects.values_list("entry_id").annotate(version=Max("version")))
    stale = [pk for pk, version in public.items() if indexed.get(pk, -1) != (version or 0)]
    return Difference(stale=sorted(stale), gone=sorted(set(indexed) - set(public)))
