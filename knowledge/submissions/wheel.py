"""The wheel check: what the site has already that is like a question or offer, before it is sent."""

from dataclasses import dataclass

from core.entries.similar import find_similar
from core.models import EntryPage
from knowledge.models import DemandPage
from knowledge.models.exchange import State

NUMBER = 3


@dataclass(frozen=True)
class SimilarEntry:
    """An entry that is like a text, with the year and the line of its answer where it is an answered question."""

    entry: EntryPage
    answered: int | None = None
    answer: str = ""


def find_like(text: str, language: str) -> list[SimilarEntry]:
    """Return at most NUMBER public entries that are like a text; answered questions come first."""
    ids = find_similar(text, language, NUMBER) if text.strip() else []
    entries = {entry.pk: entry for entry in EntryPage.objects.readable().filter(pk__in=ids).for_cards(images=False)}
    answered = {page.pk: page for page in DemandPage.objects.filter(pk__in=ids, state=State.ANSWERED).defer("body")}
    found = [
        SimilarEntry(entries[pk], *_read_answer(answered[pk])) if pk in answered else SimilarEntry(entries[pk])
        for pk in ids
        if pk in entries
    ]
    return sorted(found, key=lambda one: one.answered is None)


def _read_answer(page: DemandPage) -> tuple[int, str]:
    day = page.end or (page.last_published_at and page.last_published_at.date()) or page.display_date
    return day.year, page.answer
