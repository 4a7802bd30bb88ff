"""Rich text as the plain text of a form, and back: paragraphs and items are apart by an empty line, inline markup leaves no trace."""

import re
from html import escape
from html.parser import HTMLParser

from django.utils.text import normalize_newlines

from core.entries.content_html import INLINE_ELEMENTS

_BLANKS, _AROUND_BREAK, _BREAKS = re.compile("[ \t]+"), re.compile(" *\n *"), re.compile("\n{3,}")
_SOURCE_BREAK = re.compile("[\r\n\f]+")  # a browser shows it as a blank


class _PlainText(HTMLParser):
    """Collects the text of HTML: a `br` begins a line, every element that is not inline a paragraph."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag not in INLINE_ELEMENTS:
            self.parts.append("\n" if tag == "br" else "\n\n")

    def handle_endtag(self, tag):
        if tag not in INLINE_ELEMENTS and tag != "br":
            self.parts.append("\n\n")

    def handle_data(self, data):
        self.parts.append(_SOURCE_BREAK.sub(" ", data))


def read_plain(html: str) -> str:
    """Return the text of rich text, as its owner may type it."""
    parser = _PlainText()
    parser.feed(html)
    parser.close()
    text = _BLANKS.sub(" ", "".join(parser.parts))
    return _BREAKS.sub("\n\n", _AROUND_BREAK.sub("\n", text)).strip()


def write_rich(text: str) -> str:
    """Return typed text as rich text, in the way in which Wagtail's editor writes it.

    It cannot open a `br` that is not closed, and what it would write otherwise were a change of who opens and saves the page.
    """
    if not text:
        return text
    lines = _AROUND_BREAK.sub("\n", _BLANKS.sub(" ", normalize_newlines(text))).strip()
    paragraphs = re.split("\n{2,}", escape(lines, quote=False)) if lines else []
    return "".join(f"<p>{paragraph.replace(chr(10), '<br/>')}</p>" for paragraph in paragraphs)
