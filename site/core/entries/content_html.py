"""An entry's rendered HTML: its sections, paragraphs and text, and their ids, so that search can lead to them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from itertools import accumulate

from django.utils.html import strip_tags
from django.utils.text import slugify

TEXT_ANCHOR = "body-text"  # id of the first paragraph of a body that begins without a heading, below another field
BODY_START = "<!--body-->"  # stands before the body in `core/entry_content.html`
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
Marks = tuple[tuple[int, str], ...]  # (offset in a text, anchor), in order of offset
HEADING = re.compile(r"<(h[2-4])((?:\s[^>]*)?)>(.*?)</\1>", re.DOTALL | re.IGNORECASE)
ID = re.compile(r"""\bid\s*=\s*["']([^"']+)["']""")
_OTHERS = re.compile(r"[pt](-\d+)*")  # ids of pages of documents (`p-7`) and lines of transcripts (`t-95`)
NO_ANCHOR = (
    "data-no-anchor"  # attribute of headings that begin no section, as those of cards, which the index does not have
)
SKIP_ATTRIBUTE = "data-no-passage"  # attribute of elements outside the entry's text: credits, cards, buttons
# Inline elements; all others begin and end a line.
INLINE_ELEMENTS = {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "img", "ins", "kbd", "mark", "q", "s",
        "samp", "strong", "sub", "sup", "time", "u", "var", "wbr"}  # fmt: skip
SPACED_ELEMENTS = {"span", "small", "label", "button"}  # inline, but separated from their neighbours by a space
VOID_ELEMENTS = {"br", "img", "hr", "input", "source", "track", "wbr", "meta", "link"}
HEADINGS = {"h2", "h3", "h4"}  # with an id they begin a section
PARAGRAPHS = {"p", "li", "blockquote", "figure", "table"}  # elements that a hit can lead to


@dataclass
class Paragraph:
    """An open element of PARAGRAPHS: its id, the position of its tag, and whether its section has text of it."""

    tag: str
    anchor: str
    position: tuple[int, int]
    has_text: bool = False


class ContentParser(HTMLParser):
    """Reads sections, paragraphs and text; `opened` are the open paragraphs, outermost first."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.in_heading = False
        self.skipping: list[str] = []
        self.opened: list[Paragraph] = []

    def begin_section(self, anchor: str) -> None:
        """Begin a section, whose heading has the id `anchor`."""

    def begin_paragraph(self, anchor: str) -> None:
        """Begin a paragraph; `anchor` is its id, which may be empty."""

    def add_text(self, text: str) -> None:
        """Add text of the section."""

    def add_heading(self, text: str) -> None:
        """Add text of the heading of the section."""

    def forget_opened(self) -> None:
        """Let no open element be a place of the section that begins: it began before."""
        for paragraph in self.opened:
            paragraph.anchor, paragraph.has_text = "", True

    def handle_starttag(self, tag, attrs):
        """Begin a section or a paragraph, or skip the element."""
        attributes = dict(attrs)
        if self.skipping or (SKIP_ATTRIBUTE in attributes and tag not in VOID_ELEMENTS):
            if tag not in VOID_ELEMENTS:
                self.skipping.append(tag)
            return
        if tag in HEADINGS and (anchor := attributes.get("id")):
            self.forget_opened()
            self.begin_section(anchor)
            self.in_heading = True
        else:
            self._separate(tag)
        if tag in PARAGRAPHS:
            anchor = attributes.get("id") or ""
            self.begin_paragraph(anchor)
            self.opened.append(Paragraph(tag, anchor, self.getpos()))
        if tag == "img" and attributes.get("alt"):
            self.add_text(f"\n{attributes['alt']}\n")

    def handle_endtag(self, tag):
        """End a heading, a paragraph or what is skipped."""
        if self.skipping:
            if tag in self.skipping:
                while self.skipping and self.skipping.pop() != tag:
                    pass
            return
        if tag in HEADINGS:
            self.in_heading = False
        if any(paragraph.tag == tag for paragraph in self.opened):
            while self.opened.pop().tag != tag:
                pass
        self._separate(tag)

    def handle_data(self, data):
        """Add text to the section or its heading."""
        if not self.skipping:
            self._add(data)

    def _separate(self, tag: str) -> None:
        """Add a separator for the start or end of an element that is not inline."""
        if tag not in INLINE_ELEMENTS:
            self._add(" " if tag in SPACED_ELEMENTS else "\n")

    def _add(self, text: str) -> None:
        if self.in_heading:
            self.add_heading(text)
        else:
            self.add_text(text)


def add_anchors(html: str) -> str:
    """Return `html` with ids on its headings and paragraphs, without the mark of the body's start."""
    return anchor_paragraphs(anchor_headings(html)).replace(BODY_START, "")


def anchor_headings(html: str) -> str:
    """Return `html` with a unique id, made of its text, on every h2, h3 and h4 that may begin a section."""
    taken = {TEXT_ANCHOR, *ID.findall(html)}

    def add(match: re.Match) -> str:
        tag, attributes, inner = match.groups()
        if ID.search(attributes) or NO_ANCHOR in attributes:
            return match.group(0)
        stem = slugify(strip_tags(inner))[:60].strip("-") or "deel"
        if stem[0].isdigit() or _OTHERS.fullmatch(stem):
            stem = f"deel-{stem}"
        anchor, number = stem, 2
        while anchor in taken:
            anchor, number = f"{stem}-{number}", number + 1
        taken.add(anchor)
        return f'<{tag}{attributes} id="{anchor}">{inner}</{tag}>'

    return HEADING.sub(add, html)


def anchor_paragraphs(html: str) -> str:
    """Return `html` with an id on every paragraph after the first of its section: `aanpak-4` is the fourth below `aanpak`."""
    parser = _Numbering(set(ID.findall(html)))
    parser.feed(html)
    parser.close()
    starts = [0, *accumulate(len(line) + 1 for line in html.split("\n"))]
    pieces, done = [], 0
    for (line, column), tag, anchor in sorted(parser.added):
        at = starts[line - 1] + column + len(f"<{tag}")
        pieces += [html[done:at], f' id="{anchor}"']
        done = at
    return "".join([*pieces, html[done:]])


class _Numbering(ContentParser):
    """Collects (position of the tag, tag, id) of the paragraphs that need an id, in `added`."""

    def __init__(self, taken: set[str]) -> None:
        super().__init__()
        self.taken = taken
        self.added: list[tuple[tuple[int, int], str, str]] = []
        self.stem = ""
        self.number = 0  # paragraphs of the section so far
        self.has_heading = True  # or the section is the beginning of the page, which needs no id

    def begin_section(self, anchor):
        self.stem, self.number, self.has_heading = anchor, 0, True

    def handle_comment(self, data):
        """Begin the body: a section of its own if there is one before it."""
        if f"<!--{data}-->" == BODY_START and not self.skipping and self.stem:
            self.forget_opened()
            self.stem, self.number, self.has_heading = "", 0, False

    def add_text(self, text):
        """Give an id to the outermost of the paragraphs that begin here."""
        if not text.strip():
            return
        began = [paragraph for paragraph in self.opened if not paragraph.has_text]
        for paragraph in began:
            paragraph.has_text = True
        if began:
            self.number += 1
            if not began[0].anchor and (self.number > 1 or not self.has_heading):
                began[0].anchor = self._make_anchor()
                self.added.append((began[0].position, began[0].tag, began[0].anchor))

    def _make_anchor(self) -> str:
        stem, number = self.stem or TEXT_ANCHOR, self.number
        if _OTHERS.fullmatch(stem):
            stem = f"deel-{stem}"
        anchor = stem if number == 1 else f"{stem}-{number}"
        while anchor in self.taken:
            number += 1
            anchor = f"{stem}-{number}"
        self.taken.add(anchor)
        return anchor


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


def find_headings(html: str) -> list[tuple[int, str, str]]:
    """Return (level, anchor, plain text) of the headings of `html` with ids, for a table of contents."""
    found = []
    for tag, attributes, inner in HEADING.findall(html):
        anchor = ID.search(attributes)
        if anchor:
            words = unescape(strip_tags(_BREAK.sub(" ", inner)))
            found.append((int(tag[1]), anchor.group(1), " ".join(words.split())))
    return found
