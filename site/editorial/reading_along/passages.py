"""The words of a page in pieces that can be commented on: each field or block with its sentences.

A comment lies where the editor of the page shows it: at the field or block, and in rich text at the very sentence. The place of
a sentence is the key of its paragraph and two offsets in UTF-16 units, as the editor's script counts them.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from wagtail.blocks import BoundBlock
from wagtail.models import Page
from wagtail.rich_text import RichText
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from editorial.translations.target import get_label

_SENTENCE = re.compile(r"[^.!?…]+(?:[.!?…]+[\"”’)\]]*|$)")
HIDDEN = {"slug", "seo_title", "search_description"}


@dataclass
class Piece:
    """A field or block: its path for comments, its label, and its sentences in order."""

    path: str
    label: str
    sentences: list[str] = field(default_factory=list)


def split_sentences(text: str) -> list[str]:
    """Return the sentences of a text, without the space around them."""
    return [found for part in text.splitlines() for one in _SENTENCE.findall(part) if (found := one.strip())]


def find_pieces(page: Page) -> list[Piece]:
    """Return the words of a page in the order of its fields; `page` is the version that is read."""
    pieces: dict[str, Piece] = {}
    for segment in extract_segments(page):
        if not isinstance(segment, StringSegmentValue):
            continue
        name, _dot, rest = segment.path.partition(".")
        if name in HIDDEN:
            continue
        path = ".".join([name, *rest.split(".")[:1]]) if rest and _is_stream(page, name) else name
        piece = pieces.setdefault(path, Piece(path, get_label(page, name)))
        piece.sentences += split_sentences(segment.string.render_text())
    return [piece for piece in pieces.values() if piece.sentences]


def find_position(page: Page, path: str, sentence: str) -> str:
    """Return where a sentence stands in a block of rich text, as the editor stores it; "" where it is not found."""
    for source in _find_rich_text(page, path):
        parser = _Paragraphs()
        parser.feed(source)
        for key, text in parser.paragraphs.items():
            start = text.find(sentence)
            if start >= 0:
                begin = count_units(text[:start])
                return json.dumps([{"key": key, "start": begin, "end": begin + count_units(sentence)}])
    return ""


def count_units(text: str) -> int:
    """Return the length of a text as JavaScript counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _is_stream(page: Page, name: str) -> bool:
    return hasattr(page._meta.get_field(name), "get_block_by_content_path")


def _find_rich_text(page: Page, path: str) -> Iterator[str]:
    """Yield the stored HTML at the path of a piece."""
    name, _dot, block_id = path.partition(".")
    value = getattr(page, name)
    if not block_id:
        if isinstance(value, str) and "data-block-key" in value:
            yield value
        return
    block: BoundBlock | None = page._meta.get_field(name).get_block_by_content_path(value, [block_id])
    if block is not None and isinstance(block.value, RichText):
        yield block.value.source


class _Paragraphs(HTMLParser):
    """Reads {key of a paragraph: its words} from stored rich text."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.paragraphs: dict[str, str] = {}
        self.key = ""

    def handle_starttag(self, tag, attrs):
        """Begin a paragraph at an element with a key."""
        key = dict(attrs).get("data-block-key")
        if key:
            self.key = key
            self.paragraphs[key] = ""
        elif tag == "br" and self.key:
            self.paragraphs[self.key] += "\n"

    def handle_data(self, data):
        """Add words to the paragraph."""
        if self.key:
            self.paragraphs[self.key] += data
