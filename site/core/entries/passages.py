"""Passages: the parts of an entry that are indexed for search, each with an anchor.

`EntryPage.get_passages()` yields them in reading order. Sections are parsed from the rendered HTML of the page, so the
anchor of a passage exists on the page; apps add passages of other kinds, such as moments of a recording.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser

from django.db import models
from django.utils import translation
from django.utils.html import strip_tags
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

VERSION = 6  # raise it when passages of the same entry change; indexes are then rebuilt
SKIP_ATTRIBUTE = "data-no-passage"  # attribute of elements outside the entry's text: credits, cards, buttons
# Inline elements; all others begin and end a line.
INLINE_ELEMENTS = {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "img", "ins", "kbd", "mark", "q", "s",
        "samp", "strong", "sub", "sup", "time", "u", "var", "wbr"}  # fmt: skip
SPACED_ELEMENTS = {"span", "small", "label", "button"}  # inline, but separated from their neighbours by a space
FACTS_ANCHOR = "in-short"  # id of the facts beside an entry's text
CREDITS_ANCHOR = "credits"  # id of the people beside an entry's text
VOID_ELEMENTS = {"br", "img", "hr", "input", "source", "track", "wbr", "meta", "link"}
_HEADING = re.compile(r"<(h[2-4])((?:\s[^>]*)?)>(.*?)</\1>", re.DOTALL | re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ID = re.compile(r"""\bid\s*=\s*["']([^"']+)["']""")


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
    parts: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Passage:
    """A part of an entry with an anchor; `order` counts from 0 within the entry, `locale` is a language code.

    `marks` are (offset in `text`, anchor) of more exact anchors within the passage, such as the cues of a transcript, in
    order of offset. The anchor of a hit is that of the last mark at or before its offset.
    """

    heading: str
    text: str
    anchor: str
    locale: str
    order: int
    kind: str = PassageKind.SECTION
    marks: tuple[tuple[int, str], ...] = ()


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


def find_anchor(anchor: str, marks, offset: int) -> str:
    """Return the anchor for an offset: of the last mark at or before it, else `anchor`."""
    for start, mark in marks:
        if start > offset:
            break
        anchor = mark
    return anchor


def make_url_suffix(kind: str, anchor: str, marks: Sequence = ()) -> str:
    """Return the end of the URL of a passage: `#kop`, `#p-7`, or `?t=95#t-95`, which starts the player there too.

    A page of a long document has a mark; its text is rendered on request: `?p=7#p-7`.
    """
    if not anchor:
        return ""
    if kind == PassageKind.PDF_PAGE and marks:
        return f"?p={anchor.removeprefix('p-')}#{anchor}"
    seconds = read_seconds(anchor) if kind == PassageKind.MOMENT else None
    return f"#{anchor}" if seconds is None else f"?t={seconds}#{anchor}"


def find_target(kind: str, anchor: str, marks: Sequence, offset: int) -> tuple[str, str]:
    """Return (anchor, end of the URL) for an offset in the text of a passage."""
    exact = find_anchor(anchor, marks, offset)
    return exact, make_url_suffix(kind, exact, marks)


def read_seconds(anchor: str) -> int | None:
    """Return the second in the anchor of a moment (`t-95`, `t-95-2`), or None."""
    match = re.fullmatch(r"t-(\d{1,9})(?:-\d+)?", anchor)
    return int(match.group(1)) if match else None


def anchor_headings(html: str) -> str:
    """Return `html` with a unique id, made of its text, on every h2, h3 and h4."""
    taken = set(_ID.findall(html))

    def add(match: re.Match) -> str:
        tag, attributes, inner = match.groups()
        if _ID.search(attributes):
            return match.group(0)
        stem = slugify(strip_tags(inner))[:60].strip("-") or "deel"
        if stem[0].isdigit():
            stem = f"deel-{stem}"
        anchor, number = stem, 2
        while anchor in taken:
            anchor, number = f"{stem}-{number}", number + 1
        taken.add(anchor)
        return f'<{tag}{attributes} id="{anchor}">{inner}</{tag}>'

    return _HEADING.sub(add, html)


def find_headings(html: str) -> list[tuple[int, str, str]]:
    """Return (level, anchor, plain text) of the headings of `html` with ids, for a table of contents."""
    found = []
    for tag, attributes, inner in _HEADING.findall(html):
        anchor = _ID.search(attributes)
        if anchor:
            words = unescape(strip_tags(_BREAK.sub(" ", inner)))
            found.append((int(tag[1]), anchor.group(1), " ".join(words.split())))
    return found


class _Sections(HTMLParser):
    """Collects (heading, anchor, text) of the sections of HTML with ids on headings."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.sections = [_Section()]
        self.in_heading = False
        self.skipping: list[str] = []

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if self.skipping:
            if tag not in VOID_ELEMENTS:
                self.skipping.append(tag)
            return
        if SKIP_ATTRIBUTE in attributes and tag not in VOID_ELEMENTS:
            self.skipping.append(tag)
            return
        if tag in {"h2", "h3", "h4"} and (anchor := attributes.get("id")):
            self.sections.append(_Section(anchor=anchor))
            self.in_heading = True
        else:
            self._separate(tag)
        if tag == "img" and attributes.get("alt"):
            self.sections[-1].parts.append(f"\n{attributes['alt']}\n")

    def handle_endtag(self, tag):
        if self.skipping:
            if tag in self.skipping:
                while self.skipping and self.skipping.pop() != tag:
                    pass
            return
        if tag in {"h2", "h3", "h4"}:
            self.in_heading = False
        self._separate(tag)

    def handle_data(self, data):
        if not self.skipping:
            self._add(data)

    def _separate(self, tag: str) -> None:
        """Add a separator for the start or end of an element that is not inline."""
        if tag not in INLINE_ELEMENTS:
            self._add(" " if tag in SPACED_ELEMENTS else "\n")

    def _add(self, data: str) -> None:
        if self.in_heading:
            self.sections[-1].heading += data
        else:
            self.sections[-1].parts.append(data)


def split_sections(html: str) -> Iterator[tuple[str, str, str]]:
    """Yield (heading, anchor, text) of each section; before the first heading the first two are empty."""
    parser = _Sections()
    parser.feed(html)
    parser.close()
    for section in parser.sections:
        lines = (" ".join(line.split()) for line in "".join(section.parts).split("\n"))
        text = "\n".join(line for line in lines if line)
        heading = " ".join(section.heading.split())
        if heading or text:
            yield heading, section.anchor, text
