"""Snippets: the part of a passage that has most of the question, with its words marked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe

from search.models import SearchPassage
from search.query.matching import Match, TextMatcher

SNIPPET_LENGTH = 180  # characters
LEAD = SNIPPET_LENGTH // 3  # of these at most before the first match
EXCERPT_LENGTH = 560  # characters of a preview
_LINES = re.compile(r"(?<=[^\s.!?:;,·])\s*\n\s*")  # ends of lines without a punctuation mark


@dataclass(frozen=True, slots=True)
class Snippet:
    """About SNIPPET_LENGTH characters of a passage, and its heading, as HTML with <mark>.

    `offset`: of the link's target; `numbers`: indexes of the words of the query in heading and snippet.
    """

    html: SafeString
    heading: SafeString
    offset: int
    numbers: frozenset[int]


def make_snippet(passage: SearchPassage, matcher: TextMatcher, weights: Sequence[float]) -> Snippet:
    """Return the snippet with most of the query's words by weight, inflected forms and compounds included."""
    language = passage.language or matcher.query.language
    evidence = matcher.find_all_evidence([(passage.text, language), (passage.heading, language)])
    return make_snippets([passage], evidence, weights)[0]


def make_snippets(
    passages: Sequence[SearchPassage], evidence: Sequence[Sequence[Match]], weights: Sequence[float]
) -> list[Snippet]:
    """Return the snippet of each passage; `evidence`: of its text and its heading, passage after passage."""
    return [_make(*each, weights) for each in zip(passages, evidence[::2], evidence[1::2], strict=True)]


def _make(
    passage: SearchPassage, matches: Sequence[Match], in_heading: Sequence[Match], weights: Sequence[float]
) -> Snippet:
    start, end = find_window(passage.text, matches, weights)
    inside = [match for match in matches if match.start >= start and match.end <= end]
    numbers = frozenset(match.number for match in (*inside, *in_heading))
    offset = find_target_offset(inside or matches, passage.marks, start)
    return Snippet(_excerpt(passage.text, start, end, inside), highlight(passage.heading, in_heading), offset, numbers)


def find_target_offset(matches: Sequence[Match], marks: Sequence, start: int) -> int:
    """Return the offset of the first match in the mark with most different words; without marks, from `start`."""
    if not marks:
        return next((match.start for match in matches if match.start >= start), 0)
    words: dict[str, set[int]] = {}
    first: dict[str, int] = {}
    for match in matches:
        anchor = find_anchor("", marks, match.start)
        words.setdefault(anchor, set()).add(match.number)
        first.setdefault(anchor, match.start)
    best = max(words, key=lambda anchor: len(words[anchor]), default=None)  # the first of equals
    return first[best] if best is not None else 0


def find_window(text: str, matches: Sequence[Match], weights: Sequence[float]) -> tuple[int, int]:
    """Return start and end of the snippet that covers most of the query's weight, the first of equals."""
    first, last, best = 0, 0, 0.0
    for at, match in enumerate(matches):
        inside: set[int] = set()
        end = match.end
        for other in matches[at:]:
            if other.end > match.start + SNIPPET_LENGTH - 10:
                break
            inside.add(other.number)
            end = other.end
        weight = sum(weights[number] or 0.1 for number in inside)  # a word without weight counts a little
        if weight > best + 1e-9:
            first, last, best = match.start, end, weight
    if len(text) <= SNIPPET_LENGTH:
        return 0, len(text)
    start = max(0, first - min(LEAD, max(0, SNIPPET_LENGTH - (last - first)) // 2))
    if start:
        start = min(first, max(text.rfind(" ", 0, start + 1), text.rfind("\n", 0, start + 1)) + 1)
    if len(text) - start <= SNIPPET_LENGTH:
        return start, len(text)
    end = max(text.rfind(" ", start, start + SNIPPET_LENGTH), text.rfind("\n", start, start + SNIPPET_LENGTH))
    return start, max(last, end if end > first else start + SNIPPET_LENGTH)


def highlight(text: str, matches: Sequence[Match]) -> SafeString:
    """Return a text as HTML with its matches marked."""
    return mark_safe(_mark(text, 0, len(text), matches))


def make_excerpt(text: str, matches: Sequence[Match], weights: Sequence[float]) -> SafeString:
    """Return at most EXCERPT_LENGTH characters of a text as HTML, whole words, with the part that a snippet shows in the middle."""
    start, end = find_window(text, matches, weights)
    start = max(0, min(start - (EXCERPT_LENGTH - (end - start)) // 2, len(text) - EXCERPT_LENGTH))
    start = 0 if not start else text.find(" ", start) + 1
    end = len(text) if len(text) - start <= EXCERPT_LENGTH else text.rfind(" ", start, start + EXCERPT_LENGTH)
    inside = [
        Match(one.start - start, one.end - start, one.number)
        for one in matches
        if one.start >= start and one.end <= end
    ]
    html = highlight(text[start:end], inside).replace("\n", " ")
    return mark_safe(("… " if start else "") + html + (" …" if end < len(text) else ""))


def _excerpt(text: str, start: int, end: int, matches: Sequence[Match]) -> SafeString:
    """Return a part of a text as HTML; lines that end without a punctuation mark are set apart."""
    html = _LINES.sub(" · ", _mark(text, start, end, matches)).strip()
    return mark_safe(("… " if start else "") + html + (" …" if end < len(text) else ""))


def _mark(text: str, start: int, end: int, matches: Sequence[Match]) -> str:
    parts, at = [], start
    for match in matches:
        if match.start >= at:
            parts += [escape(text[at : match.start]), "<mark>", escape(text[match.start : match.end]), "</mark>"]
            at = match.end
    return "".join([*parts, escape(text[at:end])])


def find_anchor(anchor: str, marks, offset: int) -> str:
    """Return the anchor for an offset: of the last mark at or before it, else `anchor`."""
    for start, mark in marks:
        if start > offset:
            break
        anchor = mark
    return anchor
