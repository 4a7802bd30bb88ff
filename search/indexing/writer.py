"""Writes entries to passages and engines, as documents with analysed title, heading and text; every write is idempotent."""

import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, islice

from django.db import connection, transaction

from core.models import EntryPage
from directory.localisation import language_of
from search.analysis import make_streams
from search.engines.base import PASSAGES_PER_ENTRY, PassageDocument
from search.engines.database import translate_errors
from search.engines.registry import database_engine, get_engine
from search.models import IndexedEntry, SearchPassage
from search.query.cache import get_curation

logger = logging.getLogger("search")
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def make_passages(entry, version: int) -> Iterator[SearchPassage]:
    """Yield the unsaved passages of a (specific) entry, at most PASSAGES_PER_ENTRY; a heading equal to the title is left empty."""
    for order, passage in enumerate(islice(entry.get_passages(), PASSAGES_PER_ENTRY)):
        yield SearchPassage(
            pk=entry.pk * PASSAGES_PER_ENTRY + order,
            entry_id=entry.pk,
            locale_id=entry.locale_id,
            language=passage.locale[:2],
            kind=passage.kind,
            order=order,
            anchor=passage.anchor[:100],
            title=entry.title,
            heading="" if passage.heading == entry.title else _storable(passage.heading)[:300],
            text=_storable(passage.text),
            marks=[list(mark) for mark in passage.marks],
            revision=entry.live_revision_id or 0,
            version=version,
        )


def _storable(text: str) -> str:
    """Replace characters that databases refuse (NUL, lone surrogates) by spaces; offsets are unchanged."""
    return _UNSTORABLE.sub(" ", text)


def make_documents(
    passages: Iterable[SearchPassage], exceptions: Mapping[str, tuple[str, ...]] | None = None
) -> list[PassageDocument]:
    """Return the documents of one entry's passages; text is analysed in its own language, the title in the entry's."""
    titles: dict[tuple[str, str], object] = {}
    documents = []
    for passage in passages:
        language = language_of(passage.locale_id)
        title = titles.get((passage.title, language))
        if title is None:
            title = titles[passage.title, language] = make_streams(passage.title, language, exceptions)
        heading = make_streams(passage.heading, passage.language or language, exceptions)
        body = make_streams(passage.text, passage.language or language, exceptions)
        documents.append(PassageDocument(passage.pk, language, title, heading, body))
    return documents


def iterate_documents(
    exceptions: Mapping[str, tuple[str, ...]] | None = None,
) -> Iterator[tuple[int, int, list[PassageDocument]]]:
    """Yield (entry id, version, documents) of every entry with passages, in order of id."""
    passages = SearchPassage.objects.order_by("pk").iterator(chunk_size=500)
    for entry_id, group in groupby(passages, key=lambda passage: passage.entry_id):
        own = list(group)
        yield entry_id, own[0].version, make_documents(own, exceptions)


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
