"""The wheel check: what the site has already that is like a question or offer, before it is sent."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.timezone import localdate

from core.entries.similar import find_similar
from core.models import EntryPage
from directory.localisation import get_locale, localise
from knowledge.matching.candidates import read_open, read_text
from knowledge.matching.find import compare
from knowledge.models import DemandPage, OfferPage
from knowledge.models.exchange import ExchangePage, State

NEAR = 0.08  # of the texts of a question and an offer (0 to 1): from here on they may be about the same
NUMBER, LOOKED_AT = 3, 6  # shown, and looked at for an answered question


@dataclass(frozen=True)
class LikeEntry:
    """An entry that is like a text, and of an answered question year and answer."""

    entry: EntryPage
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
        LikeEntry(one.entry, *(_read_answer(answered[one.entry.pk]) if one.entry.pk in answered else ()))
        for one in found
    ]
    return sorted(rows, key=lambda row: row.answered is None)[:NUMBER]


def find_fitting(kind: str, text: str, language: str, without: Collection = ()) -> list[ExchangePage]:
    """Return at most NUMBER open offers for the text of a question, or questions for that of an offer, the nearest first.

    `without`: translation keys of entries that are shown already.
    """
    others = read_open(OfferPage if kind == DemandPage.kind else DemandPage, without) if text.strip() else []
    shared = compare(text, [read_text(page) for page in others], language)
    near = sorted(
        ((words.share, -page.pk, page) for words, page in zip(shared, others, strict=True) if words.share >= NEAR),
        reverse=True,
    )
    found = [page for _share, _order, page in near[:NUMBER]]
    return localise(found, get_locale().pk, type(found[0]).objects.readable().without_text()) if found else []


def _read_answer(page: DemandPage) -> tuple[int, str]:
    """Return the year in which a question was answered, never later than today, and the answer in a line."""
    source = page.answered_in or page
    published = source.last_published_at and localdate(source.last_published_at)
    today = localdate()
    day = page.end if page.end and page.end <= today else published or page.display_date
    return min(day, today).year, page.answer
