"""Promoted results: pages that the board puts above the results for certain words. See docs/decisions/0031."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page

from core.visibility import is_public
from search.models import Promotion
from search.words import read_word

MOST = 3


@dataclass
class Promoted:
    """A promoted page as readers see it."""

    title: str
    url: str
    note: str


def find_promoted(text: str, language: str, request=None) -> list[Promoted]:
    """Return the public pages promoted for what `text` asks, in the board's order; at most two queries."""
    asked = read_word(text, language)
    if not asked:
        return []
    running = Q(until=None) | Q(until__gte=timezone.localdate())
    rows = Promotion.objects.filter(running, language=language).order_by("order", "pk")
    notes = {row.page_id: row.note for row in rows if read_word(row.words, language) == asked}
    if not notes:
        return []
    public = {page.pk: page for page in Page.objects.live().filter(is_public(), pk__in=notes)}
    pages = [public[pk] for pk in notes if pk in public][:MOST]
    return [Promoted(page.title, page.get_url(request) or "", notes[page.pk]) for page in pages]
