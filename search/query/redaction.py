"""Redactions of found entries, asked for at every search, whatever an engine still holds."""

from collections.abc import Collection, Mapping
from uuid import UUID

from core.entries.redactions import find_redactions
from core.extensions import Redaction
from core.models import EntryPage
from search.models import SearchPassage
from search.query.parsed_query import ParsedQuery
from search.query.snippets import find_hits


def redactions_of(
    entry_ids: Collection[int], redactions: Mapping[UUID, Redaction] | None = None
) -> dict[int, Redaction]:
    """Return {entry: redaction} of those of the entries that have one; one query when none has, else two."""
    redactions = find_redactions() if redactions is None else redactions
    if not redactions:
        return {}
    pairs = EntryPage.objects.filter(translation_key__in=redactions).order_by().values_list("pk", "translation_key")
    return {pk: redactions[key] for pk, key in pairs if pk in entry_ids}


def entries_without_visible_match(redactions: dict[int, Redaction], query: ParsedQuery, any_word: bool) -> set[int]:
    """Return the redacted entries of which no passage that may be shown matches any more."""
    answering = set()
    for passage in SearchPassage.objects.filter(entry_id__in=redactions):
        if not redactions[passage.entry_id].hides(passage.kind, f"{passage.heading} {passage.text}"):
            text = f"{passage.title}\n{passage.heading}\n{passage.text}"
            seen = {number for _token, number in find_hits(text, query, passage.language or query.language)}
            if len(seen) == len(query.words) or (seen and any_word):
                answering.add(passage.entry_id)
    return set(redactions) - answering
