"""The texts that a stored version of a page holds, found by the path that wagtail-localize gives each of them.

They are read from the stored values: a page made of them would ask the database for every row.
"""

import html
import json
import re
from typing import Any

from django.utils.html import strip_tags
from wagtail_localize.strings import extract_strings

from core.blocks.text import has_letters

_BREAK = re.compile(r"<br\s*/?>")
_RICH = re.compile(r"<(?:p|h[1-6]|ul|ol|hr|embed|blockquote)\b")  # what the value of rich text begins with


def to_words(markup: str) -> str:
    """Return a text of wagtail-localize, or a plain one that is escaped, as words with single spaces."""
    return " ".join(html.unescape(strip_tags(_BREAK.sub(" ", markup))).split())


def find_stored_texts(content: dict[str, Any], path: str) -> list[str]:
    """Return the words of the texts that a version has at a path, in order; none where it has no such field, row or block."""
    value: Any = content
    for step in path.split("."):
        value = _step(value, step)
    return [words for words in _list_words(value) if words]


def _step(value: Any, step: str) -> Any:
    """Return what lies below a value: the field of a name, or the row or block of a key."""
    if isinstance(value, dict):
        return value.get(step)
    if isinstance(value, str) and value.startswith("["):  # a StreamField
        try:
            value = json.loads(value)
        except ValueError:
            return None
    for one in value if isinstance(value, list) else ():
        if isinstance(one, dict) and step in {str(one.get("id")), str(one.get("translation_key"))}:
            return one["value"] if {"type", "value"} <= one.keys() else one
    return None


def _list_words(value: Any) -> list[str]:
    if isinstance(value, str) and _RICH.match(value):
        return [to_words(text.data) for text, _attributes in extract_strings(value)[1]]
    if isinstance(value, str):
        return [" ".join(value.split())]
    if isinstance(value, dict) and isinstance(value.get("data"), list):  # a table
        cells = [value.get("table_caption"), *(cell for row in value["data"] for cell in row)]
        return [" ".join(cell.split()) for cell in cells if has_letters(cell)]
    return []
