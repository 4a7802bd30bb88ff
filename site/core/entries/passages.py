"""Passages: the parts of an entry that are indexed for search, each with an anchor.

`EntryPage.get_passages()` yields them in reading order. Sections are parsed from the rendered HTML of the page
(core.entries.content_html), so the anchor of a passage exists on the page; apps add passages of other kinds, such as moments of a
recording.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.entries.content_html import Marks

VERSION = 8  # raise it when passages of the same entry change; indexes are then rebuilt


class PassageKind(models.TextChoices):
    """Kinds of passage; the value is stored in the index."""

    SECTION = "section", _("section of the page")
    PDF_PAGE = "page", _("page of a PDF")
    MOMENT = "moment", _("moment in a recording")
    CREDIT = "credit", _("person who is credited")


@dataclass(frozen=True)
class Passage:
    """A part of an entry with an anchor; `order` counts from 0 within the entry, `locale` is a language code.

    `marks` are (offset in `text`, anchor) of more exact anchors within the passage, such as paragraphs or the cues of a
    transcript, in order of offset. The anchor of a hit is that of the last mark at or before its offset.
    """

    heading: str
    text: str
    anchor: str
    locale: str
    order: int
    kind: str = PassageKind.SECTION
    marks: Marks = ()
