"""The piece of a passage that shows why it was found, with the words marked."""

import re
import unicodedata

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

LENGTH = 180
_TOKEN = re.compile(r"\w+", re.UNICODE)


def fold(word: str) -> str:
    """Return a word without case and accents."""
    return "".join(c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(c))


def make_snippet(text: str, terms: list[str]) -> SafeString:
    """Return about LENGTH characters of `text` around the first found word, escaped, found words in <mark>."""
    wanted = {fold(term) for term in terms}
    text = " ".join(text.split())
    hits = [match for match in _TOKEN.finditer(text) if fold(match.group()) in wanted]
    start = max(0, hits[0].start() - LENGTH // 3) if hits else 0
    if start:
        start = text.find(" ", start) + 1
    end = len(text) if len(text) - start <= LENGTH else text.rfind(" ", start, start + LENGTH)
    end = start + LENGTH if end <= start else end
    parts, at = ["… "] if start else [], start
    for match in hits:
        if match.start() >= at and match.end() <= end:
            parts += [escape(text[at : match.start()]), "<mark>", escape(match.group()), "</mark>"]
            at = match.end()
    parts.append(escape(text[at:end]))
    if end < len(text):
        parts.append(" …")
    return mark_safe("".join(parts))
