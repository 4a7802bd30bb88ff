"""Previews of hits: more of the text around the first place, so that a reader need not open ten pages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from search.query.language_results import LanguageResults
from search.query.matching import Match, TextMatcher
from search.query.result_set import EntryHit, ResultSet
from search.query.snippets import SNIPPET_LENGTH, find_window, highlight

LENGTH = 560  # characters of a preview
MIN_GAIN = 60  # characters that a preview has more than the snippet; else the lead is shown


@dataclass(frozen=True)
class Preview:
    """Part of a passage, or the lead of the entry, as HTML with <mark>; `label` and `url_suffix` of where it stands."""

    label: str
    html: SafeString
    url_suffix: str = ""


def add_previews(results: ResultSet, hits: Iterable[EntryHit]) -> None:
    """Set the preview of each hit; no query."""
    matchers: dict[str, TextMatcher] = {}
    for hit in hits:
        found = results.results[hit.entry.language]
        matcher = matchers.get(found.language)
        if matcher is None:
            matcher = matchers[found.language] = TextMatcher(found.query, found.candidates.absent, found.exceptions)
        hit.preview = _make_preview(found, hit, matcher)


def _make_preview(found: LanguageResults, hit: EntryHit, matcher: TextMatcher) -> Preview | None:
    weights = found.candidates.weights or [1.0] * len(found.query.words)
    for shown in hit.passages[:1]:
        passage = shown.passage
        if len(passage.text) >= SNIPPET_LENGTH + MIN_GAIN:
            matches = matcher.match(passage.text, passage.language or found.language)
            return Preview(shown.label, make_excerpt(passage.text, matches, weights), shown.url_suffix)
    lead, redaction = hit.entry.lead, found.redactions.get(hit.entry.pk)
    if not lead or (redaction is not None and redaction.hides("", lead)):
        return None
    matches = matcher.match(lead, found.language)
    return Preview(_("Beginning"), make_excerpt(lead, matches, weights))


def make_excerpt(text: str, matches: Sequence[Match], weights: Sequence[float]) -> SafeString:
    """Return at most LENGTH characters of a text as HTML, whole words, with the part that a snippet shows in the middle."""
    start, end = find_window(text, matches, weights)
    start = max(0, min(start - (LENGTH - (end - start)) // 2, len(text) - LENGTH))
    start = 0 if not start else text.find(" ", start) + 1
    end = len(text) if len(text) - start <= LENGTH else text.rfind(" ", start, start + LENGTH)
    inside = [
        Match(one.start - start, one.end - start, one.number)
        for one in matches
        if one.start >= start and one.end <= end
    ]
    html = highlight(text[start:end], inside).replace("\n", " ")
    return mark_safe(("… " if start else "") + html + (" …" if end < len(text) else ""))
