"""Promoted results: pages that the board puts above the results for certain words. See docs/decisions/0031."""

from dataclasses import dataclass

from django.utils import timezone
from wagtail.models import Page

from core.models.querysets import is_public, not_expired
from search.curation.terms import read_word
from search.models import Promotion

MOST = 3


@dataclass
class Promoted:
    """A promoted page as readers see it."""

    title: str
    url: str
    note: str


def find_promoted(text: str, promotions: list[Promotion]) -> list[Promoted]:
    """Return the public pages promoted for what `text` asks, in the board's order; one query when there are any."""
    language = promotions[0].language if promotions else ""
    asked = read_word(text, language) if promotions else ()
    if not asked:
        return []
    running = [row for row in promotions if row.until is None or row.until >= timezone.localdate()]
    notes = {row.page_id: row.note for row in running if read_word(row.words, language) == asked}
    if not notes:
        return []
    public = {page.pk: page for page in Page.objects.live().filter(is_public(), not_expired(), pk__in=notes)}
    pages = [public[pk] for pk in notes if pk in public][:MOST]
    return [Promoted(page.title, page.url or "", notes[page.pk]) for page in pages]
