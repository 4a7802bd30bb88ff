"""Previews of hits: more of the text around the first place, so that a reader need not open ten pages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from search.engines.base import make_passage_id
from search.models import SearchPassage
from search.query.hits import passage_label
from search.query.language_results import LanguageResults
from search.query.matching import Match
from search.query.result_set import EntryHit, ResultSet
from search.query.snippets import SNIPPET_LENGTH, find_window, highlight

LENGTH = 560  # characters of a preview
MIN_GAIN = 60  # characters that a preview has more than the snippet


@dataclass(frozen=True)
class Preview:
    """Part of a passage, or the lead of the entry, as HTML with <mark>; `label` and `url_suffix` of where it stands."""

    label: str
    html: SafeString
    url_suffix: str = ""


def add_previews(results: ResultSet, hits: Iterable[EntryHit]) -> None:
    """Set the preview of each hit: around its first long place, else its lead, else what follows; at most one query."""
    short: list[tuple[EntryHit, LanguageResults]] = []
    for hit in hits:
        found = results.results[hit.entry.language]
        hit.preview = _preview_place(found, hit) or _preview_lead(found, hit)
        if hit.preview is None:
            short.append((hit, found))
    following = {make_passage_id(hit.entry.pk, 1): (hit, found) for hit, found in short}
    for passage in SearchPassage.objects.filter(pk__in=following) if following else ():
        hit, found = following[passage.pk]
        if not _is_hidden(found, hit, f"{passage.heading} {passage.text}"):
            html = make_excerpt(passage.text, *_match(found, passage.text, passage.language))
            hit.preview = Preview(passage_label(passage, passage.anchor), html, passage.url_suffix)


def _preview_place(found: LanguageResults, hit: EntryHit) -> Preview | None:
    """Return more of the first place that has more than its snippet shows."""
    for shown in hit.passages:
        passage = shown.passage
        if len(passage.text) >= SNIPPET_LENGTH + MIN_GAIN:
            html = make_excerpt(passage.text, *_match(found, passage.text, passage.language))
            return Preview(shown.label, html, shown.url_suffix)
    return None


def _preview_lead(found: LanguageResults, hit: EntryHit) -> Preview | None:
    """Return the lead, unless it is one of the places, or names somebody who may not be named."""
    lead = hit.entry.lead
    if not lead or any(shown.passage.order == 0 for shown in hit.passages) or _is_hidden(found, hit, lead):
        return None
    return Preview(_("Beginning"), make_excerpt(lead, *_match(found, lead, found.language)))


def _is_hidden(found: LanguageResults, hit: EntryHit, text: str) -> bool:
    redaction = found.redactions.get(hit.entry.pk)
    return redaction is not None and redaction.hides("", text)


def _match(found: LanguageResults, text: str, language: str) -> tuple[Sequence[Match], Sequence[float]]:
    weights = found.candidates.weights or [1.0] * len(found.query.words)
    return found.matcher.find_evidence(text, language or found.language), weights


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
