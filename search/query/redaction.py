"""Redactions of found entries, asked for at every search, whatever an engine still holds."""

from collections.abc import Collection, Mapping
from uuid import UUID

from core.extensions import Redaction
from core.models import EntryPage
from search.analysis import analyse
from search.models import SearchPassage
from search.query.hits import match_tokens
from search.query.parsed_query import ParsedQuery


def redactions_of(entry_ids: Collection[int], redactions: Mapping[UUID, Redaction]) -> dict[int, Redaction]:
    """Return {entry: redaction} of those of the entries that have one of `redactions`, which are by translation key."""
    pairs = EntryPage.objects.filter(translation_key__in=redactions).order_by().values_list("pk", "translation_key")
    return {pk: redactions[key] for pk, key in pairs if pk in entry_ids}


def entries_without_visible_match(
    redactions: dict[int, Redaction], query: ParsedQuery, has_partial_matches: bool
) -> set[int]:
    """Return the redacted entries of which no passage that may be shown matches any more."""
    matching = set()
    for passage in SearchPassage.objects.filter(entry_id__in=redactions):
        if not redactions[passage.entry_id].hides(passage.kind, f"{passage.heading} {passage.text}"):
            text = f"{passage.title}\n{passage.heading}\n{passage.text}"
            seen = {number for _token, number in match_tokens(analyse(text, passage.language or query.language), query)}
            if len(seen) == len(query.words) or (seen and has_partial_matches):
                matching.add(passage.entry_id)
    return set(redactions) - matching
