"""Passages: the parts of an entry that are indexed for search, each with an anchor.

`EntryPage.get_passages()` yields them in reading order. Sections are parsed from the rendered HTML of the page, so the
anchor of a passage exists on the page; apps add passages of other kinds, such as moments of a recording.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape

from django.db import models
from django.utils import translation
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from core.entries.content_html import HEADING, ID, TEXT_ANCHOR, ContentParser

VERSION = 7  # raise it when passages of the same entry change; indexes are then rebuilt
FACTS_ANCHOR = "in-short"  # id of the facts beside an entry's text
CREDITS_ANCHOR = "credits"  # id of the people beside an entry's text
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
Marks = tuple[tuple[int, str], ...]


class PassageKind(models.TextChoices):
    """Kinds of passage; the value is stored in the index."""

    SECTION = "section", _("section of the page")
    PDF_PAGE = "page", _("page of a PDF")
    MOMENT = "moment", _("moment in a recording")
    CREDIT = "credit", _("person who is credited")


@dataclass
class _Section:
    heading: str = ""
    anchor: str = ""
    parts: list[tuple[str, str]] = field(default_factory=list)  # (anchor, text)

    def read_lines(self) -> list[tuple[str, str]]:
        """Return (anchor, text) of each line; the anchor is that of its first word."""
        lines = [("", "")]
        for anchor, text in self.parts:
            for number, piece in enumerate(text.split("\n")):
                if number:
                    lines.append(("", ""))
                own, words = lines[-1]
                lines[-1] = (own if words.strip() else anchor, words + piece)
        return lines


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


def fact_passages(entry, order: int, text: str) -> Iterator[Passage]:
    """Yield a passage for each searchable fact that does not occur in `text`; `order` is that of the first."""
    with translation.override(entry.language):
        facts = [(str(fact.label), fact.text) for fact in entry.get_searchable_facts() if not fact.occurs_in(text)]
    for number, (label, values) in enumerate(facts, start=order):
        yield Passage(label, values, FACTS_ANCHOR, entry.language, number)


def credit_passages(entry, order: int, text: str) -> Iterator[Passage]:
    """Yield a passage for each credited person whose name does not occur in `text`; `order` is that of the first.

    It has the name only, and one name, so that a redaction of it hides nothing else.
    """
    beside = {name for _label, name, *_rest in entry.other_contributors}
    names = dict.fromkeys(name for _label, name, *_rest in entry.localized_people if name and name not in text)
    for number, name in enumerate(names, start=order):
        anchor = CREDITS_ANCHOR if name in beside else entry.contributors_anchor
        yield Passage("", name, anchor, entry.language, number, PassageKind.CREDIT)


def find_headings(html: str) -> list[tuple[int, str, str]]:
    """Return (level, anchor, plain text) of the headings of `html` with ids, for a table of contents."""
    found = []
    for tag, attributes, inner in HEADING.findall(html):
        anchor = ID.search(attributes)
        if anchor:
            words = unescape(strip_tags(_BREAK.sub(" ", inner)))
            found.append((int(tag[1]), anchor.group(1), " ".join(words.split())))
    return found


class _Sections(ContentParser):
    """Collects the sections of HTML with ids on headings and paragraphs."""

    def __init__(self) -> None:
        super().__init__()
        self.sections = [_Section()]

    def begin_section(self, anchor):
        self.sections.append(_Section(anchor=anchor))

    def begin_paragraph(self, anchor):
        if anchor == TEXT_ANCHOR:
            self.forget_opened()
            self.begin_section(anchor)

    def add_heading(self, text):
        self.sections[-1].heading += text

    def add_text(self, text):
        anchors = (paragraph.anchor for paragraph in reversed(self.opened) if paragraph.anchor)
        self.sections[-1].parts.append((next(anchors, self.sections[-1].anchor), text))


def split_sections(html: str) -> Iterator[tuple[str, str, str, Marks]]:
    """Yield (heading, anchor, text, marks) of each section; before the first heading the first two are empty.

    `marks` are those of `Passage`: a line of the text leads to the paragraph it stands in, or else to the heading.
    """
    parser = _Sections()
    parser.feed(html)
    parser.close()
    for section in parser.sections:
        lines = [(anchor, line) for anchor, words in section.read_lines() if (line := " ".join(words.split()))]
        heading = " ".join(section.heading.split())
        if heading or lines:
            yield heading, section.anchor, "\n".join(line for _anchor, line in lines), _mark(section.anchor, lines)


def _mark(anchor: str, lines: Sequence[tuple[str, str]]) -> Marks:
    """Return a mark for each of `lines` (anchor, text) that has another anchor than the one before it."""
    marks, offset = [], 0
    for own, line in lines:
        if own != anchor:
            marks.append((offset, own))
            anchor = own
        offset += len(line) + 1
    return tuple(marks)
