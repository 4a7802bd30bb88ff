"""The piece of a passage that shows why it was found, with the words marked."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from core.entries.passages import find_anchor
from search.analysis import Token, analyse
from search.models import SearchPassage
from search.query.parsed_query import ParsedQuery

LENGTH = 180


@dataclass(frozen=True, slots=True)
class Snippet:
    """About LENGTH characters with <mark>; the offset where a reader is taken; whether any word was found."""

    html: SafeString
    offset: int
    found: bool


def make_snippet(passage: SearchPassage, query: ParsedQuery) -> Snippet:
    """Return the piece of the text with most of the query's words; inflected forms and compounds count."""
    language = passage.language or query.language
    hits = find_hits(passage.text, query, language)
    start, end = _window(passage.text, hits)
    inside = [token for token, _ in hits if token.start >= start and token.end <= end]
    found = bool(hits) or bool(find_hits(passage.heading, query, language))
    return Snippet(_mark(passage.text, start, end, inside), find_landing(hits, passage.marks, start), found)


def find_landing(hits: Sequence[tuple[Token, int]], marks: Sequence, start: int) -> int:
    """Return the offset of the first word in the finer place with most different words; without marks, from `start` on."""
    if not marks:
        return next((token.start for token, _number in hits if token.start >= start), 0)
    words: dict[str, set[int]] = {}
    first: dict[str, int] = {}
    for token, number in hits:
        anchor = find_anchor("", marks, token.start)
        words.setdefault(anchor, set()).add(number)
        first.setdefault(anchor, token.start)
    best = max(words, key=lambda anchor: len(words[anchor]), default=None)  # the first of equals
    return first[best] if best is not None else 0


def find_hits(text: str, query: ParsedQuery, language: str) -> list[tuple[Token, int]]:
    """Return the tokens of a text that are words of the query, each with the number of that word.

    What shares no more than a part of a compound with a word (huis, for huismeester) counts only where nothing is the word.
    """
    exact: dict[str, int] = {}
    stems: dict[str, int] = {}
    pieces: dict[str, int] = {}
    for number, word in enumerate(query.words):
        for token in (word.token, *(token for other in word.alternatives for token in other.tokens)):
            exact.setdefault(token.exact, number)
            stems.setdefault(token.stem, number)
            for part in token.parts:
                pieces.setdefault(part, number)
    sure, shared = [], []
    for token in analyse(text, language):
        number = exact.get(token.exact, stems.get(token.stem))
        if number is None:
            number = next((stems[part] for part in token.parts if part in stems), None)
        if number is not None:
            sure.append((token, number))
        elif (part := next((part for part in (token.stem, *token.parts) if part in pieces), None)) is not None:
            shared.append((token, pieces[part]))
    known = {number for _token, number in sure}
    hits = [*sure, *((token, number) for token, number in shared if number not in known)]
    return sorted(hits, key=lambda hit: hit[0].start)


def _window(text: str, hits: Sequence[tuple[Token, int]]) -> tuple[int, int]:
    """Return start and end of the piece with most different words of the query, the first of equals."""
    first, most = 0, 0
    for at, (token, _number) in enumerate(hits):
        words = {number for other, number in hits[at : at + 30] if other.end <= token.start + LENGTH * 2 // 3}
        if len(words) > most:
            first, most = token.start, len(words)
    start = max(0, first - LENGTH // 3)
    if start:
        start = max(text.rfind(" ", 0, start + 1), text.rfind("\n", 0, start + 1)) + 1
    if len(text) - start <= LENGTH:
        return start, len(text)
    end = text.rfind(" ", start, start + LENGTH)
    return start, end if end > max(first, start) else start + LENGTH


def _mark(text: str, start: int, end: int, tokens: Sequence[Token]) -> SafeString:
    parts, at = ["… "] if start else [], start
    for token in tokens:
        if token.start >= at:
            parts += [escape(text[at : token.start]), "<mark>", escape(text[token.start : token.end]), "</mark>"]
            at = token.end
    parts.append(escape(text[at:end]))
    if end < len(text):
        parts.append(" …")
    return mark_safe("".join(parts))
