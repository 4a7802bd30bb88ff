"""Word diff of two versions of a text."""

import difflib
import re

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

_WORD = re.compile(r"\s+|[^\s]+")
_BETWEEN = re.compile(r"</ins>(\s+)<ins>")  # joins adjacent insertions


def mark_insertions(before: str, after: str) -> SafeString:
    """Return `after` as HTML with `<ins>` around words inserted since `before`; no marks for an empty `before`."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    if not before.strip():
        return mark_safe(escape(after))
    html = []
    matcher = difflib.SequenceMatcher(
        None, [_plain(word) for word in old], [_plain(word) for word in new], autojunk=False
    )
    for change, _a, _b, start, end in matcher.get_opcodes():
        words = "".join(new[start:end])
        if change == "equal" or not words.strip():
            html.append(escape(words))
        else:
            head = words[: len(words) - len(words.lstrip())]
            tail = words[len(words.rstrip()) :]
            html.append(f"{escape(head)}<ins>{escape(words.strip())}</ins>{escape(tail)}")
    return mark_safe(_BETWEEN.sub(r"\1", "".join(html)))


def _plain(word: str) -> str:
    """Return a word in lower case without punctuation, so that changes in these are not marked."""
    return word.strip(".,;:?!").lower() or word
