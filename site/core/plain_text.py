"""Plain text of stored HTML, and the sentences of a text."""

import re
from html import unescape

from django.utils.html import strip_tags

_BLOCK_END = re.compile(r"</(?:p|li|h[1-6]|td|th|blockquote)>|<br\s*/?>", re.IGNORECASE)
_END = re.compile(r"[.!?…][”’\"')\]]*(\s+)(?=[“‘\"'(\[]?[A-ZÀ-Þ])|\n+")
# What a point belongs to though a capital follows: “o.a.”, “i.s.m.”, an initial, a title before a name.
_ABBREVIATION = re.compile(
    r"(?:\b(?:[a-z]\.){2,}|\b[A-Z]\.|\b(?:bijv|bv|ca|dhr|dr|drs|excl|incl|ing|ir|mevr|mr|mrs|ms|mw|nr|prof|resp|st|vs|zgn)\.)$",
    re.IGNORECASE,
)


def to_text(html: str) -> str:
    """Return the text of HTML with its characters as they are read, each paragraph on a line."""
    return unescape(strip_tags(_BLOCK_END.sub("\n", html))).replace("\xa0", " ")


def split_sentences(text: str) -> list[str]:
    """Return the sentences of a text: a line ends one, and so does a sign before a capital, but no abbreviation."""
    parts, start = [], 0
    for match in _END.finditer(text):
        if match.group(1) and "\n" not in match.group(1) and _ABBREVIATION.search(text[start : match.start() + 1]):
            continue
        parts.append(text[start : match.end()])
        start = match.end()
    return [sentence for part in [*parts, text[start:]] if (sentence := " ".join(part.split()))]
