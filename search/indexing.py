"""Keeps the passages, and the engines' rows of them, what the public entries say; every step may be repeated."""

import logging
from dataclasses import dataclass
from itertools import islice

from django.db import connection, transaction
from django.db.models import Max

from core.models import EntryPage
from search.editing import read_told
from search.engines.chosen import database_engine, get_engine
from search.engines.database import guarded
from search.models import IndexedEntry, SearchPassage
from search.passages import make_passages
from search.rows import make_rows

logger = logging.getLogger("search")


class TooMuch(Exception):
    """The entry has more passages than the caller wants to wait for."""


def store_entry(pk: int, version: int, at_most: int | None = None) -> int:
    """Write the passages of an entry as it is public now, and the database's index of them; return their number.

    Nothing happens when a newer version was written. Raises TooMuch before anything is written.
    """
    entry = EntryPage.objects.readable().filter(pk=pk).first()
    passages = []
    if entry is not None:
        limit = None if at_most is None else at_most + 1
        passages = list(islice(make_passages(entry.specific, version), limit))
        if limit is not None and len(passages) == limit:
            raise TooMuch(pk)
    rows = make_rows(passages, read_told().exceptions)
    with guarded(), transaction.atomic():
        known = IndexedEntry.objects.select_for_update().filter(entry_id=pk).first()
        if known is not None and known.version > version:
            return known.passages
        SearchPassage.objects.filter(entry_id=pk)._raw_delete(connection.alias)
        SearchPassage.objects.bulk_create(passages, batch_size=100)
        database_engine().write(pk, version, rows)
    return len(passages)


def send_entry(pk: int, version: int, engine: str) -> None:
    """Bring the stored passages of an entry to an engine outside the database."""
    passages = list(SearchPassage.objects.filter(entry_id=pk).order_by("order"))
    get_engine(engine).write(pk, version, make_rows(passages, read_told().exceptions))


@dataclass
class Difference:
    """What the index has wrong: entries to write again and entries that should not be there."""

    stale: list[int]
    gone: list[int]

    @property
    def pks(self) -> list[int]:
        """All entries to write again."""
        return [*self.stale, *self.gone]


def compare_passages() -> Difference:
    """Compare the passages with the public entries, by id and revision."""
    public = dict(EntryPage.objects.readable().values_list("pk", "live_revision_id"))
    stored = dict(SearchPassage.objects.order_by().values_list("entry_id").annotate(newest=Max("revision")))
    stale = [pk for pk, revision in public.items() if stored.get(pk, -1) != (revision or 0)]
    return Difference(stale=sorted(stale), gone=sorted(set(stored) - set(public)))


def compare_engine(name: str) -> Difference:
    """Compare what an engine holds with the passages, by id and version."""
    stored = dict(SearchPassage.objects.order_by().values_list("entry_id").annotate(newest=Max("version")))
    held = get_engine(name).entries()
    stale = [pk for pk, version in stored.items() if held.get(pk) != version]
    return Difference(stale=sorted(stale), gone=sorted(set(held) - set(stored)))
