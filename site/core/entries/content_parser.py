"""Reading of an entry's rendered HTML: which text is the entry's, in which section and paragraph it stands."""

from dataclasses import dataclass
from html.parser import HTMLParser

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
