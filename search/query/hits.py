"""Passage hits of found entries: the places that show why an entry was found, with snippet and deep link."""

import logging
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from core.entries.content_html import TEXT_ANCHOR
from core.entries.facts import FACTS_ANCHOR
from core.entries.passages import PassageKind
from search.engines.base import Candidate, EngineUnavailableError
from search.models import SearchPassage
from search.query.language_results import LanguageResults
from search.query.snippets import Snippet, find_anchor, highlight, make_snippets

logger = logging.getLogger("search")
PER_ENTRY = 3  # places of a hit
MAX_PASSAGES = 200  # of an entry that are read for a word that its best ones do not show
MORE_CANDIDATES = 2  # passages of an entry that are looked at beside those shown


@dataclass(frozen=True)
class PassageHit:
    """A matching passage of an entry, with snippet, link and label (as HTML with <mark> too)."""

    passage: SearchPassage
    snippet: SafeString
    url_suffix: str
    label: str
    label_html: SafeString = field(default=SafeString(""))


@dataclass(frozen=True)
class Evidence:
    """Why an entry was found: its title with <mark>, and the passages with the words of the query."""

    title: SafeString
    passages: list[PassageHit]


def find_evidence(
    found: LanguageResults, titles: dict[int, str], per_entry: int = PER_ENTRY, fewer: Collection[int] = ()
) -> dict[int, Evidence]:
    """Return {entry id: evidence} for the entries of one page, given as {id: title}; `fewer`: those of which less is looked at."""
    best = _best_passages(found, list(titles), per_entry + MORE_CANDIDATES)
    best |= {entry: best[entry][:per_entry] for entry in fewer}
    rows = SearchPassage.objects.in_bulk([pk for pks in best.values() for pk in pks])
    passages = {entry: [rows[pk] for pk in best[entry] if pk in rows] for entry in titles}
    # Titles together with what is looked at first: the matcher keeps what it found.
    first = _texts(found, [passage for own in passages.values() for passage in own[:per_entry]])
    _learn(found, rows)
    evidence = found.matcher.find_all_evidence([*((title, found.language) for title in titles.values()), *first])
    matches = dict(zip(titles, evidence, strict=False))
    in_titles = {entry: {match.number for match in matches[entry]} for entry in titles}
    places = _look_at(found, passages, in_titles, per_entry)
    lacking = [entry for entry in titles if not _shows_all(found, entry, in_titles[entry], places[entry])]
    others = _other_passages(lacking, rows)
    _learn(found, {passage.pk: passage for more in others.values() for passage in more})
    for entry, more in _make_places(found, others).items():
        places[entry] += [place for place in more if place[1].numbers]
    marked = {entry: highlight(title, matches[entry]) for entry, title in titles.items()}
    shown = {entry: _choose(places[entry], in_titles[entry])[:per_entry] for entry in titles}
    hits = iter(make_hits([place for entry in titles for place in shown[entry]]))
    return {entry: Evidence(marked[entry], [next(hits) for _place in shown[entry]]) for entry in titles}


def _learn(found: LanguageResults, passages: Mapping[int, SearchPassage]) -> None:
    """Tell the matcher what the index says of passages, given by id."""
    for candidate in _read_streams(found, passages):
        language = passages[candidate.passage_id].language or found.query.language
        found.matcher.learn((candidate.heading, candidate.body), language)
        found.matcher.learn((candidate.title,), found.language)


def _read_streams(found: LanguageResults, passage_ids: Collection[int]) -> list[Candidate]:
    """Return what the index says of passages; the engine has told it of the best ones already."""
    known = [candidate for candidate in found.candidates.top if candidate.passage_id in passage_ids]
    others = sorted(set(passage_ids).difference(candidate.passage_id for candidate in known))
    if found.engine is None:
        return known
    try:
        return [*known, *found.engine.read_streams(others, found.language)]
    except EngineUnavailableError as error:
        logger.warning("%s does not answer: %s", found.engine.name, error)
        return known


def _look_at(
    found: LanguageResults, passages: Mapping[int, list[SearchPassage]], in_titles: dict[int, set[int]], per_entry: int
) -> dict[int, list["Place"]]:
    """Return the places of each entry's best passages; of those beside the shown ones none when they could change nothing.

    That is so when the first place and the title have every word of the query, and each place that is shown has one in prose.
    """
    places = _make_places(found, {entry: own[:per_entry] for entry, own in passages.items()})
    words, more = set(range(len(found.query.words))), {}
    for entry, own in places.items():
        is_shown = all(snippet.numbers and passage.anchor != FACTS_ANCHOR for passage, snippet in own)
        if len(own) < per_entry or not is_shown or not words <= own[0][1].numbers | in_titles[entry]:
            more[entry] = passages[entry][per_entry:]
    return places | {entry: places[entry] + others for entry, others in _make_places(found, more).items()}


def _make_places(found: LanguageResults, passages: Mapping[int, Sequence[SearchPassage]]) -> dict[int, list["Place"]]:
    """Return the passages of each entry that may be shown with their snippets."""
    shown = {entry: [one for one in own if not _is_hidden(found, one)] for entry, own in passages.items()}
    together = [passage for own in shown.values() for passage in own]
    evidence = found.matcher.find_all_evidence(_texts(found, together)) if together else []
    snippets = iter(make_snippets(together, evidence, found.candidates.weights) if together else ())
    return {entry: [(passage, next(snippets)) for passage in own] for entry, own in shown.items()}


def _texts(found: LanguageResults, passages: Sequence[SearchPassage]) -> list[tuple[str, str]]:
    """Return text and heading of each passage, with their language."""
    own = found.query.language
    return [(text, one.language or own) for one in passages for text in (one.text, one.heading)]


def _shows_all(found: LanguageResults, entry: int, in_title: set[int], places: Sequence["Place"]) -> bool:
    """Return whether a place shows a word, and title and places all words that the entry has; of a sentence they need not."""
    in_places = set().union(*(snippet.numbers for _passage, snippet in places))
    present = set(found.query.required).difference(found.candidates.missing.get(entry, ()))
    return bool(in_places) and (found.query.is_sentence or present <= in_title | in_places)


def _other_passages(entry_ids: list[int], rows: Collection[int]) -> dict[int, list[SearchPassage]]:
    """Return the passages of entries that were not looked at yet, at most MAX_PASSAGES of each; one query."""
    others: dict[int, list[SearchPassage]] = {entry: [] for entry in entry_ids}
    if entry_ids:
        passages = SearchPassage.objects.filter(entry_id__in=entry_ids, order__lt=MAX_PASSAGES).exclude(pk__in=rows)
        for passage in passages.order_by("order"):
            others[passage.entry_id].append(passage)
    return others


def find_passage_hits(
    found: LanguageResults, entry_ids: Sequence[int], per_entry: int = PER_ENTRY
) -> dict[int, list[PassageHit]]:
    """Return {entry id: best passages}, at most `per_entry` each; for the entries of one page."""
    evidence = find_evidence(found, dict.fromkeys(entry_ids, ""), per_entry)
    return {entry: evidence[entry].passages for entry in entry_ids}


def _best_passages(found: LanguageResults, entry_ids: list[int], limit: int) -> dict[int, list[int]]:
    """Return the ids of the passages of each entry that may be shown, best first."""
    if found.engine is None:
        return {pk: [] for pk in entry_ids}
    try:
        more = found.engine.best_passages(found.query, found.language, found.candidates, entry_ids, limit)
    except EngineUnavailableError as error:
        logger.warning("%s does not answer: %s", found.engine.name, error)
        more = {}
    return {pk: list(dict.fromkeys([*found.top_passages.get(pk, []), *more.get(pk, [])]))[:limit] for pk in entry_ids}


Place = tuple[SearchPassage, Snippet]


def _choose(places: Sequence[Place], in_title: Collection[int]) -> list[Place]:
    """Return the places in the order of use: each adds most words that title and places before it do not show.

    Of equals the better ranked one, and prose before the facts beside it. Without any match only the first passage, if
    the title matches.
    """
    left = sorted((place for place in places if place[1].numbers), key=lambda place: place[0].anchor == FACTS_ANCHOR)
    if not left:
        return sorted(places, key=lambda place: place[0].order)[:1] if in_title else []
    chosen: list[Place] = []
    seen: set[int] = set()
    while left:
        best = max(left, key=lambda place: len(place[1].numbers - seen))  # the first of equals
        if not best[1].numbers - seen:
            break
        chosen.append(best)
        seen |= best[1].numbers
        left = [place for place in left if place is not best]
    return [*chosen, *left]


def make_hits(places: Sequence[Place]) -> list[PassageHit]:
    """Return passages with their snippets, labels and links."""
    targets = [find_target(one.kind, one.anchor, one.marks, snippet.offset) for one, snippet in places]
    return [_make_hit(*place, *target) for place, target in zip(places, targets, strict=True)]


def _make_hit(passage: SearchPassage, snippet: Snippet, anchor: str, suffix: str) -> PassageHit:
    label = passage_label(passage, anchor)
    in_heading = "<mark>" in snippet.heading
    if in_heading and passage.heading not in label:  # who speaks, or the heading of a page's beginning
        speakers = mark_safe(snippet.heading.rpartition(" (")[0] or snippet.heading)
        marked = format_html("{} · {}", label.partition(" · ")[0], speakers)
    else:
        marked = snippet.heading if in_heading and label == passage.heading else escape(label)
    return PassageHit(passage, snippet.html, suffix, label, marked)


def _is_hidden(found: LanguageResults, passage: SearchPassage) -> bool:
    redaction = found.redactions.get(passage.entry_id)
    return redaction is not None and redaction.hides(passage.kind, f"{passage.heading} {passage.text}")


def passage_label(passage: SearchPassage, anchor: str) -> str:
    """Return the label of a passage: its heading; of a recording the time and the speaker, of text without a heading “Text”."""
    if passage.kind == PassageKind.MOMENT and (seconds := read_seconds(anchor)) is not None:
        minutes, rest = divmod(seconds, 60)
        clock = f"{minutes // 60}:{minutes % 60:02}:{rest:02}" if minutes >= 60 else f"{minutes}:{rest:02}"
        speakers = passage.heading.rpartition(" (")[0]
        return clock if ", " in speakers or not speakers else f"{clock} · {speakers}"
    if passage.kind == PassageKind.CREDIT:
        return _("Took part")
    if anchor.startswith(TEXT_ANCHOR) and not passage.heading:
        return _("Text")
    return (passage.heading or passage.title) if passage.anchor else _("Beginning")


def make_url_suffix(kind: str, anchor: str, marks: Sequence = ()) -> str:
    """Return the end of the URL of a passage: `#kop`, `#p-7`, or `?t=95#t-95`, which starts the player there too.

    A page of a long document has a mark; its text is rendered on request: `?p=7#p-7`.
    """
    if not anchor:
        return ""
    if kind == PassageKind.PDF_PAGE and marks:
        return f"?p={anchor.removeprefix('p-')}#{anchor}"
    seconds = read_seconds(anchor) if kind == PassageKind.MOMENT else None
    return f"#{anchor}" if seconds is None else f"?t={seconds}#{anchor}"


def find_target(kind: str, anchor: str, marks: Sequence, offset: int) -> tuple[str, str]:
    """Return (anchor, end of the URL) for an offset in the text of a passage."""
    exact = find_anchor(anchor, marks, offset)
    return exact, make_url_suffix(kind, exact, marks)


def read_seconds(anchor: str) -> int | None:
    """Return the second in the anchor of a moment (`t-95`, `t-95-2`), or None."""
    match = re.fullmatch(r"t-(\d{1,9})(?:-\d+)?", anchor)
    return int(match.group(1)) if match else None
