"""Passages: what an entry says, cut where a reader can be taken to.

The protocol of the floor: an entry's `get_passages()` yields `Passage`s in reading order. Sections of the page are
the first kind; rooms add theirs (pages of a PDF, windows of a transcript). Sections are read from the very HTML that
the reader gets, so the anchor of a passage always exists on the page.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.db import models
from django.utils import translation
from django.utils.html import strip_tags
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

VERSION = (
    2  # raise it when the same published entry would give other passages: every index then reads all entries again
)
SKIP = "data-no-passage"  # on an element whose words are not the entry's own: credits, cards, buttons
# Elements within a word or a sentence; all others begin and end a line.
TEXT = {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "img", "ins", "kbd", "mark", "q", "s",
        "samp", "strong", "sub", "sup", "time", "u", "var", "wbr"}  # fmt: skip
APART = {"span", "small", "label", "button"}  # stand apart by their style alone: a blank is between them
FACTS = "in-short"  # the id of the short answers beside an entry
VOID = {"br", "img", "hr", "input", "source", "track", "wbr", "meta", "link"}
_HEADING = re.compile(r"<(h[2-4])((?:\s[^>]*)?)>(.*?)</\1>", re.DOTALL | re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ID = re.compile(r"""\bid\s*=\s*["']([^"']+)["']""")


class PassageKind(models.TextChoices):
    """Where a passage stands; the value is stored in the index."""

    SECTION = "section", _("section of the page")
    PDF_PAGE = "page", _("page of a PDF")
    MOMENT = "moment", _("moment in a recording")


@dataclass
class _Section:
    heading: str = ""
    anchor: str = ""
    parts: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Passage:
    """A piece of an entry with an address; order counts from 0 within the entry, locale is a language code.

    `marks` are (offset in `text`, anchor) of finer addresses within the passage, such as the cues of a transcript
    window, in order of offset: a hit at some offset stands at the last mark at or before it.
    """

    heading: str
    text: str
    anchor: str
    locale: str
    order: int
    kind: str = PassageKind.SECTION
    marks: tuple[tuple[int, str], ...] = ()


def fact_passages(entry, order: int, said: str) -> Iterator[Passage]:
    """Yield a passage for each of the short answers in the entry's own words that its text (`said`) does not give.

    `order` is that of the first.
    """
    with translation.override(entry.language):
        facts = [(str(fact.label), fact.words) for fact in entry.get_worded_facts() if not fact.stands_in(said)]
    for number, (label, words) in enumerate(facts, start=order):
        yield Passage(label, words, FACTS, entry.language, number)


def find_anchor(anchor: str, marks, offset: int) -> str:
    """Return the finest anchor for a place in a passage: of its marks, else the passage's own."""
    for start, finer in marks:
        if start > offset:
            break
        anchor = finer
    return anchor


def make_suffix(kind: str, anchor: str, marks: Sequence = ()) -> str:
    """Return what follows an entry's address: `#kop`, `#p-7`, or `?t=95#t-95` so that a player starts there too.

    A page of a long document bears a mark: its words come when they are asked for, `?p=7#p-7`.
    """
    if not anchor:
        return ""
    if kind == PassageKind.PDF_PAGE and marks:
        return f"?p={anchor.removeprefix('p-')}#{anchor}"
    seconds = read_seconds(anchor) if kind == PassageKind.MOMENT else None
    return f"#{anchor}" if seconds is None else f"?t={seconds}#{anchor}"


def land(kind: str, anchor: str, marks: Sequence, offset: int) -> tuple[str, str]:
    """Return where a reader of a passage is taken to from an offset in its text: (anchor, end of the address)."""
    exact = find_anchor(anchor, marks, offset)
    return exact, make_suffix(kind, exact, marks)


def read_seconds(anchor: str) -> int | None:
    """Return the second of an anchor in a recording (`t-95`, `t-95-2`), or None."""
    match = re.fullmatch(r"t-(\d{1,9})(?:-\d+)?", anchor)
    return int(match.group(1)) if match else None


def anchor_headings(html: str) -> str:
    """Return `html` with an id on every h2, h3 and h4, made of its words and used once."""
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
    """Return (level, anchor, words) of the headings of anchored `html`, for a table of contents."""
    found = []
    for tag, attributes, inner in _HEADING.findall(html):
        anchor = _ID.search(attributes)
        if anchor:
            words = strip_tags(_BREAK.sub(" ", inner))
            found.append((int(tag[1]), anchor.group(1), " ".join(words.split())))
    return found


class _Sections(HTMLParser):
    """Collects the headings, anchors and texts of anchored HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.sections = [_Section()]
        self.in_heading = False
        self.skipping: list[str] = []

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if self.skipping:
            if tag not in VOID:
                self.skipping.append(tag)
            return
        if SKIP in attributes and tag not in VOID:
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
        """Keep the words before and after an element apart, unless it may stand within a word."""
        if tag not in TEXT:
            self._add(" " if tag in APART else "\n")

    def _add(self, data: str) -> None:
        if self.in_heading:
            self.sections[-1].heading += data
        else:
            self.sections[-1].parts.append(data)


def split_sections(html: str) -> Iterator[tuple[str, str, str]]:
    """Yield (heading, anchor, text) of anchored `html`; what stands before the first heading has neither."""
    parser = _Sections()
    parser.feed(html)
    parser.close()
    for section in parser.sections:
        lines = (" ".join(line.split()) for line in "".join(section.parts).split("\n"))
        text = "\n".join(line for line in lines if line)
        heading = " ".join(section.heading.split())
        if heading or text:
            yield heading, section.anchor, text
