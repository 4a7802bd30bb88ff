"""The place in an entry that is cited: a page of its document (`?p=7`) or a moment of its recording (`?t=95`)."""

import re
from collections.abc import Mapping

from core.citations.citation import CitedPlace
from core.entries.documents import find_document_ids
from media.models import PdfFacts

_PAGE = re.compile(r"(\d{1,5})(?:-d(\d{1,12}))?")
_SECOND = re.compile(r"\d{1,6}")


class NoSuchPlaceError(Exception):
    """The entry has no such page or moment."""


def find_place(entry, parameters: Mapping[str, str]) -> CitedPlace | None:
    """Return the place that the parameters `p` or `t` name, or None without them; raise NoSuchPlaceError.

    One query for a page of a document, none for a moment beyond what its recording asks.
    """
    if page := parameters.get("p", ""):
        return _find_page(entry, page)
    if second := parameters.get("t", ""):
        return _find_moment(entry, second)
    return None


def _find_page(entry, value: str) -> CitedPlace:
    match = _PAGE.fullmatch(value)
    own, within = find_document_ids(entry)
    first = own[0] if own else min(within, default=0)
    pk = int(match[2] or first) if match else 0
    if not match or pk not in [*own, *within]:
        raise NoSuchPlaceError
    number = int(match[1])
    pages = PdfFacts.objects.filter(document_id=pk).values_list("page_count", flat=True).first()
    if not 1 <= number <= (pages or 0):
        raise NoSuchPlaceError
    suffix = "" if pk == first else f"-d{pk}"
    return CitedPlace(f"p={number}{suffix}", f"p-{number}{suffix}", page=str(number))


def _find_moment(entry, value: str) -> CitedPlace:
    found = entry.find_moment(int(value)) if _SECOND.fullmatch(value) and value.isascii() else None
    if found is None:
        raise NoSuchPlaceError
    anchor, moment = found
    return CitedPlace(f"t={int(value)}", anchor, moment=moment)
