"""Hits: where in a found entry the words are, with a snippet and a link to exactly there."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.entries.passages import PassageKind, find_anchor, make_suffix, read_seconds
from search.engines.base import EngineUnavailableError
from search.models import SearchPassage
from search.query.language_results import LanguageResults
from search.query.parsed_query import ParsedQuery
from search.query.snippets import make_snippet

logger = logging.getLogger("search")


@dataclass(frozen=True)
class PassageHit:
    """A passage of a found entry that a reader can be taken to."""

    passage: SearchPassage
    snippet: SafeString
    url_suffix: str
    label: str


def find_passage_hits(
    found: LanguageResults, entry_ids: Sequence[int], per_entry: int = 3
) -> dict[int, list[PassageHit]]:
    """Return the best passages of the entries that are shown, at most `per_entry` each."""
    if found.engine is None:
        return {pk: [] for pk in entry_ids}
    try:
        more = found.engine.places(found.query, found.language, found.candidates, entry_ids, per_entry + 2)
    except EngineUnavailableError as error:
        logger.warning("%s does not answer: %s", found.engine.name, error)
        more = {}
    best = {pk: list(dict.fromkeys([*found.top_passages.get(pk, []), *more.get(pk, [])])) for pk in entry_ids}
    rows = SearchPassage.objects.in_bulk([pk for pks in best.values() for pk in pks[: per_entry + 2]])
    return {entry: _choose(found, [rows[pk] for pk in pks if pk in rows], per_entry) for entry, pks in best.items()}


def _choose(found: LanguageResults, passages: list[SearchPassage], number: int) -> list[PassageHit]:
    """Return the passages in which words of the query stand; when only the title has them, the first passage."""
    visible = [passage for passage in passages if not _is_hidden(found, passage)]
    hits = [_make_hit(found.query, passage) for passage in visible]
    return [hit for hit, marked in hits if marked][:number] or [hit for hit, _marked in hits[:1]]


def _is_hidden(found: LanguageResults, passage: SearchPassage) -> bool:
    redaction = found.redactions.get(passage.entry_id)
    return redaction is not None and redaction.hides(passage.kind, f"{passage.heading} {passage.text}")


def _make_hit(query: ParsedQuery, passage: SearchPassage) -> tuple[PassageHit, bool]:
    snippet = make_snippet(passage, query)
    anchor = find_anchor(passage.anchor, passage.marks, snippet.offset)
    suffix = make_suffix(passage.kind, anchor, passage.marks)
    return PassageHit(passage, snippet.html, suffix, passage_label(passage, anchor)), snippet.found


def passage_label(passage: SearchPassage, anchor: str) -> str:
    """Return what a passage is called; in a recording its moment, and who speaks where that is one person."""
    if passage.kind == PassageKind.MOMENT and (seconds := read_seconds(anchor)) is not None:
        minutes, rest = divmod(seconds, 60)
        clock = f"{minutes // 60}:{minutes % 60:02}:{rest:02}" if minutes >= 60 else f"{minutes}:{rest:02}"
        speakers = passage.heading.rpartition(" (")[0]
        return clock if ", " in speakers or not speakers else f"{clock} · {speakers}"
    return (passage.heading or passage.title) if passage.anchor else _("Beginning")
