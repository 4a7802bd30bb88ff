"""Promoted results: pages that editors show above the results of a query. See docs/decisions/0031."""

from dataclasses import dataclass

from django.utils import timezone

from core.models.querysets import readable_pages
from search.curation.terms import query_stems
from search.models import Promotion

MAX_PROMOTED = 3


@dataclass
class PromotedPage:
    """A promoted page as shown to readers."""

    title: str
    url: str
    note: str


def find_promoted(text: str, promotions: list[Promotion]) -> list[PromotedPage]:
    """Return the public pages promoted for a query, in the editors' order; no database query if there are none."""
    language = promotions[0].language if promotions else ""
    query_key = query_stems(text, language) if promotions else ()
    if not query_key:
        return []
    running = [row for row in promotions if row.until is None or row.until >= timezone.localdate()]
    notes = {row.page_id: row.note for row in running if query_stems(row.words, language) == query_key}
    if not notes:
        return []
    public = {page.pk: page for page in readable_pages().filter(pk__in=notes)}
    pages = [public[pk] for pk in notes if pk in public][:MAX_PROMOTED]
    return [PromotedPage(page.title, page.url or "", notes[page.pk]) for page in pages]
