"""Passage hits of found entries: snippet with highlighted words and a deep link."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from core.entries.passages import PassageKind, find_anchor, find_target, read_seconds
from search.analysis import Token, analyse
from search.engines.base import EngineUnavailableError
from search.models import SearchPassage
from search.query.language_results import LanguageResults
from search.query.parsed_query import ParsedQuery

logger = logging.getLogger("search")
SNIPPET_LENGTH = 180  # characters of a snippet
Match = tuple[Token, int]  # a token of the text, and the index of the query's word that it matches


@dataclass(frozen=True, slots=True)
class Snippet:
    """About SNIPPET_LENGTH characters of HTML with <mark>; offset of the link's target; whether any word matched."""

    html: SafeString
    offset: int
    found: bool


@dataclass(frozen=True)
class PassageHit:
    """A matching passage of an entry, with snippet, link and label."""

    passage: SearchPassage
    snippet: SafeString
    url_suffix: str
    label: str


def find_passage_hits(
    found: LanguageResults, entry_ids: Sequence[int], per_entry: int = 3
) -> dict[int, list[PassageHit]]:
    """Return {entry id: best passages}, at most `per_entry` each; for the entries of one page."""
    if found.engine is None:
        return {pk: [] for pk in entry_ids}
    try:
        more = found.engine.best_passages(found.query, found.language, found.candidates, entry_ids, per_entry + 2)
    except EngineUnavailableError as error:
        logger.warning("%s does not answer: %s", found.engine.name, error)
        more = {}
    best = {pk: list(dict.fromkeys([*found.top_passages.get(pk, []), *more.get(pk, [])])) for pk in entry_ids}
    rows = SearchPassage.objects.in_bulk([pk for pks in best.values() for pk in pks[: per_entry + 2]])
    return {
        entry: _make_passage_hits(found, [rows[pk] for pk in pks if pk in rows], per_entry)
        for entry, pks in best.items()
    }


def _make_passage_hits(found: LanguageResults, passages: list[SearchPassage], number: int) -> list[PassageHit]:
    """Return the passages that match the query; if only the title matches, the first passage."""
    visible = [passage for passage in passages if not _is_hidden(found, passage)]
    language = found.query.language
    texts = [analyse(passage.text, passage.language or language) for passage in visible]
    snippets = [make_snippet(passage, found.query, tokens) for passage, tokens in zip(visible, texts, strict=True)]
    landings = [
        find_target(passage.kind, passage.anchor, passage.marks, snippet.offset)
        for passage, snippet in zip(visible, snippets, strict=True)
    ]
    hits = [
        PassageHit(passage, snippet.html, suffix, passage_label(passage, anchor))
        for passage, snippet, (anchor, suffix) in zip(visible, snippets, landings, strict=True)
    ]
    return [hit for hit, snippet in zip(hits, snippets, strict=True) if snippet.found][:number] or hits[:1]


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


def make_snippet(passage: SearchPassage, query: ParsedQuery, tokens: Sequence[Token]) -> Snippet:
    """Return the snippet with most of the query's words, inflected forms and compounds included.

    `tokens`: the analysed text of the passage.
    """
    matches = match_tokens(tokens, query)
    start, end = _window(passage.text, matches)
    inside = [token for token, _ in matches if token.start >= start and token.end <= end]
    found = bool(matches) or bool(match_tokens(analyse(passage.heading, passage.language or query.language), query))
    return Snippet(_mark(passage.text, start, end, inside), find_target_offset(matches, passage.marks, start), found)


def find_target_offset(matches: Sequence[Match], marks: Sequence, start: int) -> int:
    """Return the offset of the first match in the mark with most different words; without marks, from `start`."""
    if not marks:
        return next((token.start for token, _number in matches if token.start >= start), 0)
    words: dict[str, set[int]] = {}
    first: dict[str, int] = {}
    for token, number in matches:
        anchor = find_anchor("", marks, token.start)
        words.setdefault(anchor, set()).add(number)
        first.setdefault(anchor, token.start)
    best = max(words, key=lambda anchor: len(words[anchor]), default=None)  # the first of equals
    return first[best] if best is not None else 0


def match_tokens(tokens: Sequence[Token], query: ParsedQuery) -> list[Match]:
    """Return the tokens of a text that match words of the query, with the index of the word.

    Tokens that share only a part of a compound (huis, for huismeester) count only if nothing matches the whole word.
    """
    exact: dict[str, int] = {}
    stems: dict[str, int] = {}
    parts: dict[str, int] = {}
    for number, word in enumerate(query.words):
        for token in (word.token, *(token for other in word.alternatives for token in other.tokens)):
            exact.setdefault(token.exact, number)
            stems.setdefault(token.stem, number)
            for part in token.parts:
                parts.setdefault(part, number)
    exact_matches: list[Match] = []
    part_matches: list[Match] = []
    for token in tokens:
        matched = exact.get(token.exact, stems.get(token.stem))
        if matched is None:
            matched = next((stems[part] for part in token.parts if part in stems), None)
        if matched is not None:
            exact_matches.append((token, matched))
        elif (shared := next((part for part in (token.stem, *token.parts) if part in parts), None)) is not None:
            part_matches.append((token, parts[shared]))
    known = {number for _token, number in exact_matches}
    matches = [*exact_matches, *((token, number) for token, number in part_matches if number not in known)]
    return sorted(matches, key=lambda match: match[0].start)


def _window(text: str, matches: Sequence[Match]) -> tuple[int, int]:
    """Return start and end of the snippet with most different words of the query, the first of equals."""
    first, best_count = 0, 0
    for at, (token, _number) in enumerate(matches):
        words = {
            number for other, number in matches[at : at + 30] if other.end <= token.start + SNIPPET_LENGTH * 2 // 3
        }
        if len(words) > best_count:
            first, best_count = token.start, len(words)
    start = max(0, first - SNIPPET_LENGTH // 3)
    if start:
        start = max(text.rfind(" ", 0, start + 1), text.rfind("\n", 0, start + 1)) + 1
    if len(text) - start <= SNIPPET_LENGTH:
        return start, len(text)
    end = text.rfind(" ", start, start + SNIPPET_LENGTH)
    return start, end if end > max(first, start) else start + SNIPPET_LENGTH


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
