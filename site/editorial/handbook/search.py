"""Search in the handbook: the sections that hold every word of a question, those with it in their heading first."""

import re
import unicodedata
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from editorial.handbook.reader import Chapter, Section, get_chapters

MAX_WORDS, AROUND = 8, 90  # words of a question; characters beside a word in the excerpt
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Hit:
    """A section that answers a question, with an excerpt in which the words are marked."""

    chapter: Chapter
    section: Section
    excerpt: SafeString
    score: int


def search(question: str) -> list[Hit]:
    """Return the hits of a question, the best first; none for a question without words."""
    words = [_stem(word) for word in _WORD.findall(fold(question))[:MAX_WORDS]]
    if not words:
        return []
    pairs = [(chapter, section) for chapter in get_chapters() for section in chapter.sections]
    hits = [
        Hit(chapter, section, make_excerpt(section.text, words), score)
        for chapter, section in pairs
        if (score := _score(chapter, section, words))
    ]
    return sorted(hits, key=lambda hit: -hit.score)


def fold(text: str) -> str:
    """Return a text in lower case without accents, of the same length."""
    folded = (unicodedata.normalize("NFKD", character)[:1] or character for character in text)
    return "".join(character.lower()[:1] or character for character in folded)


def _stem(word: str) -> str:
    """Return a word without a plural's ending: what is looked for is part of the words found."""
    return re.sub(r"(?<=\w{4})(en|s)$", "", word)


def _score(chapter: Chapter, section: Section, words: list[str]) -> int:
    """Return how well a section answers; 0 when a word is missing."""
    title, text = fold(f"{section.title} {chapter.title}"), fold(section.text)
    if any(word not in title and word not in text for word in words):
        return 0
    own = fold(section.title)
    return sum(20 * (word in own) + 5 * (word in title) + min(text.count(word), 5) for word in words) or 1


def make_excerpt(text: str, words: list[str]) -> SafeString:
    """Return the part of a text around the first word, as HTML with every word in `<mark>`."""
    places = [place for word in words if (place := fold(text).find(word)) >= 0]
    begin = max(0, min(places, default=0) - AROUND)
    begin = text.rfind(" ", 0, begin) + 1 if begin else 0
    part = text[begin : begin + 2 * AROUND + 40]
    marked, last = [], 0
    for found in re.finditer("|".join(re.escape(word) for word in words), fold(part)):
        marked += [escape(part[last : found.start()]), f"<mark>{escape(part[found.start() : found.end()])}</mark>"]
        last = found.end()
    marked.append(escape(part[last:]))
    return mark_safe(("… " if begin else "") + "".join(marked) + ("…" if begin + len(part) < len(text) else ""))
