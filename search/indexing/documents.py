"""Documents for the engines: passages with analysed title, heading and text."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from directory.localisation import language_of
from search.analysis import make_streams
from search.engines.base import PassageDocument, make_passage_id
from search.models import SearchPassage

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def make_passages(entry, version: int) -> Iterator[SearchPassage]:
    """Yield the unsaved passages of a (specific) entry; a heading equal to the title is left empty."""
    for order, passage in enumerate(entry.get_passages()):
        yield SearchPassage(
            pk=make_passage_id(entry.pk, order),
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
