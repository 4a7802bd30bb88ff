"""The piece of a passage that shows why it was found, with the words marked."""

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.analysis import analyse
from search.question import Question

LENGTH = 180


def make_snippet(text: str, question: Question) -> tuple[SafeString, int]:
    """Return about LENGTH characters around the first found word, escaped, found words in <mark>; and its offset."""
    wanted = {word.token.exact for word in question.words}
    hits = [token for token in analyse(text, question.language) if token.exact in wanted]
    first = hits[0].start if hits else 0
    start = max(0, first - LENGTH // 3)
    if start:
        start = text.find(" ", start) + 1
    end = len(text) if len(text) - start <= LENGTH else text.rfind(" ", start, start + LENGTH)
    end = start + LENGTH if end <= start else end
    parts, at = ["… "] if start else [], start
    for hit in hits:
        if hit.start >= at and hit.end <= end:
            parts += [escape(text[at : hit.start]), "<mark>", escape(text[hit.start : hit.end]), "</mark>"]
            at = hit.end
    parts.append(escape(text[at:end]))
    if end < len(text):
        parts.append(" …")
    return mark_safe("".join(parts)), first
