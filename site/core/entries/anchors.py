"""Ids for the headings and paragraphs of an entry's HTML, so that search can lead to them."""

import re
from itertools import accumulate

from django.utils.html import strip_tags
from django.utils.text import slugify

from core.entries.content_parser import ContentParser

TEXT_ANCHOR = "body-text"  # id of the first paragraph of a body that begins without a heading, below another field
BODY_START = "<!--body-->"  # stands before the body in `core/entry_content.html`
HEADING = re.compile(r"<(h[2-4])((?:\s[^>]*)?)>(.*?)</\1>", re.DOTALL | re.IGNORECASE)
ID = re.compile(r"""\bid\s*=\s*["']([^"']+)["']""")
_OTHERS = re.compile(r"[pt](-\d+)*")  # ids of pages of documents (`p-7`) and lines of transcripts (`t-95`)


def add_anchors(html: str) -> str:
    """Return `html` with ids on its headings and paragraphs, without the mark of the body's start."""
    return anchor_paragraphs(anchor_headings(html)).replace(BODY_START, "")


def anchor_headings(html: str) -> str:
    """Return `html` with a unique id, made of its text, on every h2, h3 and h4."""
    taken = {TEXT_ANCHOR, *ID.findall(html)}

    def add(match: re.Match) -> str:
        tag, attributes, inner = match.groups()
        if ID.search(attributes):
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
