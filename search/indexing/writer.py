"""Writes entries to passages and engines; every write is idempotent."""

import logging
from itertools import islice

from django.db import connection, transaction

from core.models import EntryPage
from search.engines.database import translate_errors
from search.engines.registry import database_engine, get_engine
from search.indexing.documents import make_documents, make_passages
from search.models import IndexedEntry, SearchPassage
from search.query.cache import get_curation

logger = logging.getLogger("search")


class EntryTooLargeError(Exception):
    """The entry has more passages than the caller allows."""


def store_entry(pk: int, version: int, max_passages: int | None = None) -> int:
    """Store the passages of an entry as it is public now, and the database's index of them; return their number.

    Does nothing if a newer version is stored. Raises EntryTooLargeError before anything is written.
    """
    entry = EntryPage.objects.readable().filter(pk=pk).first()
    passages = []
    if entry is not None:
        limit = None if max_passages is None else max_passages + 1
        passages = list(islice(make_passages(entry.specific, version), limit))
        if limit is not None and len(passages) == limit:
            raise EntryTooLargeError(pk)
    documents = make_documents(passages, get_curation().exceptions)
    with translate_errors(), transaction.atomic():
        known = IndexedEntry.objects.select_for_update().filter(entry_id=pk).first()
        if known is not None and known.version > version:
            return known.passages
        SearchPassage.objects.filter(entry_id=pk)._raw_delete(connection.alias)
        SearchPassage.objects.bulk_create(passages, batch_size=100)
        database_engine().write(pk, version, documents)
    return len(passages)


def send_entry(pk: int, version: int, engine: str) -> None:
    """Write the stored passages of an entry to an engine outside the database."""
    passages = list(SearchPassage.objects.filter(entry_id=pk).order_by("order"))
    get_engine(engine).write(pk, version, make_documents(passages, get_curation().exceptions))
