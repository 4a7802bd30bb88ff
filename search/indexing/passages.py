"""SearchPassage objects from the passages of an entry."""

import re
from collections.abc import Iterator

from search.engines.base import make_passage_id
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
