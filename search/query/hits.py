"""Passage hits of found entries: the places that show why an entry was found, with snippet and deep link."""

import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.entries.passages import FACTS_ANCHOR, PassageKind, find_target, read_seconds
from search.engines.base import EngineUnavailableError
from search.models import SearchPassage
from search.query.language_results import LanguageResults
from search.query.matching import TextMatcher
from search.query.snippets import Snippet, highlight, make_snippet

logger = logging.getLogger("search")
PER_ENTRY = 3  # places of a hit
MORE_CANDIDATES = 5  # passages of an entry that are looked at beside those shown


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
    found: bool  # whether any word of the query stands there


def find_evidence(found: LanguageResults, titles: dict[int, str], per_entry: int = PER_ENTRY) -> dict[int, Evidence]:
    """Return {entry id: evidence} for the entries of one page, given as {id: title}."""
    matcher = TextMatcher(found.query, found.candidates.absent, found.exceptions)
    best = _best_passages(found, list(titles), per_entry + MORE_CANDIDATES)
    rows = SearchPassage.objects.in_bulk([pk for pks in best.values() for pk in pks])
    evidence = {}
    for entry, title in titles.items():
        matches = matcher.match(title, found.language)
        passages = [rows[pk] for pk in best[entry] if pk in rows and not _is_hidden(found, rows[pk])]
        shown = _choose(found, matcher, passages, {match.number for match in matches})[:per_entry]
        hits = [_make_hit(passage, snippet) for passage, snippet in shown]
        is_found = bool(matches) or any(snippet.numbers for _passage, snippet in shown)
        evidence[entry] = Evidence(highlight(title, matches), hits, is_found)
    return evidence


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


Shown = tuple[SearchPassage, Snippet]


def _choose(
    found: LanguageResults, matcher: TextMatcher, passages: Sequence[SearchPassage], in_title: Collection[int]
) -> list[Shown]:
    """Return the passages with matches in the order of use: each adds most words that were not seen before it.

    Of equals the better ranked one, and prose before the facts beside it. Without any match only the first passage, if
    the title matches.
    """
    left = [(passage, make_snippet(passage, matcher, found.candidates.weights)) for passage in passages]
    left.sort(key=lambda one: one[0].anchor == FACTS_ANCHOR)
    matching = [one for one in left if one[1].numbers]
    if not matching:
        return left[:1] if in_title else []
    chosen: list[Shown] = []
    seen: set[int] = set()
    while matching:
        best = max(matching, key=lambda one: (len(one[1].numbers - seen), bool(one[1].numbers)))
        if not best[1].numbers - seen:
            break
        chosen.append(best)
        seen |= best[1].numbers
        matching = [one for one in matching if one is not best]
    return [*chosen, *matching]


def _make_hit(passage: SearchPassage, snippet: Snippet) -> PassageHit:
    anchor, suffix = find_target(passage.kind, passage.anchor, passage.marks, snippet.offset)
    label = passage_label(passage, anchor)
    marked = snippet.heading if label == passage.heading else highlight(label, [])
    return PassageHit(passage, snippet.html, suffix, label, marked)


def _is_hidden(found: LanguageResults, passage: SearchPassage) -> bool:
    redaction = found.redactions.get(passage.entry_id)
    return redaction is not None and redaction.hides(passage.kind, f"{passage.heading} {passage.text}")


def passage_label(passage: SearchPassage, anchor: str) -> str:
    """Return the label of a passage: its heading; of a recording the time, and the speaker if there is one."""
    if passage.kind == PassageKind.MOMENT and (seconds := read_seconds(anchor)) is not None:
        minutes, rest = divmod(seconds, 60)
        clock = f"{minutes // 60}:{minutes % 60:02}:{rest:02}" if minutes >= 60 else f"{minutes}:{rest:02}"
        speakers = passage.heading.rpartition(" (")[0]
        return clock if ", " in speakers or not speakers else f"{clock} · {speakers}"
    return (passage.heading or passage.title) if passage.anchor else _("Beginning")
