"""Redactions of found entries, applied at query time, whatever the index still contains."""

from collections.abc import Collection, Mapping
from uuid import UUID

from core.extensions import Redaction
from core.models import EntryPage
from search.analysis import analyse
from search.models import SearchPassage
from search.query.hits import match_tokens
from search.query.parsed_query import ParsedQuery


def redactions_of(entry_ids: Collection[int], redactions: Mapping[UUID, Redaction]) -> dict[int, Redaction]:
    """Return {entry id: redaction} for the entries; `redactions` is keyed by translation key."""
    pairs = EntryPage.objects.filter(translation_key__in=redactions).order_by().values_list("pk", "translation_key")
    return {pk: redactions[key] for pk, key in pairs if pk in entry_ids}


def entries_without_visible_match(
    redactions: dict[int, Redaction], query: ParsedQuery, has_partial_matches: bool
) -> set[int]:
    """Return the redacted entries without a visible passage that matches the query."""
    matching = set()
    for passage in SearchPassage.objects.filter(entry_id__in=redactions):
        if not redactions[passage.entry_id].hides(passage.kind, f"{passage.heading} {passage.text}"):
            text = f"{passage.title}\n{passage.heading}\n{passage.text}"
            seen = {number for _token, number in match_tokens(analyse(text, passage.language or query.language), query)}
            if len(seen) == len(query.words) or (seen and has_partial_matches):
                matching.add(passage.entry_id)
    return set(redactions) - matching
