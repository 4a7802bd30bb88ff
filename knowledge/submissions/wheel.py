"""The wheel check: what the site has already that is like a question or offer, before it is sent."""

from dataclasses import dataclass

from django.utils.timezone import localdate

from core.entries.similar import find_similar
from core.models import EntryPage
from knowledge.models import DemandPage
from knowledge.models.exchange import State

NUMBER, LOOKED_AT = 3, 6  # shown, and looked at for an answered question


@dataclass(frozen=True)
class LikeEntry:
    """An entry that is like a text, the address of the passage that is so, and of an answered question year and answer."""

    entry: EntryPage
    url: str
    answered: int | None = None
    answer: str = ""


def find_like(text: str, language: str) -> list[LikeEntry]:
    """Return at most NUMBER public entries that are like a text; answered questions come first."""
    found = find_similar(text, language, LOOKED_AT) if text.strip() else []
    pks = [one.entry.pk for one in found]
    answered = {
        page.pk: page
        for page in DemandPage.objects.filter(pk__in=pks, state=State.ANSWERED)
        .select_related("answered_in")
        .defer("body", "answered_in__body")
    }
    rows = [
        LikeEntry(one.entry, one.url, *(_read_answer(answered[one.entry.pk]) if one.entry.pk in answered else ()))
        for one in found
    ]
    return sorted(rows, key=lambda row: row.answered is None)[:NUMBER]


def _read_answer(page: DemandPage) -> tuple[int, str]:
    """Return the year in which a question was answered, never later than today, and the answer in a line."""
    source = page.answered_in or page
    published = source.last_published_at and localdate(source.last_published_at)
    today = localdate()
    day = page.end if page.end and page.end <= today else published or page.display_date
    return min(day, today).year, page.answer
