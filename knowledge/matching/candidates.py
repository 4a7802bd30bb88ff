"""Reads the cards of the site for matching: what is public and open today, in one language each."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import Sum
from django.utils import timezone

from directory.models import Place
from knowledge.matching.card import Card, Geography
from knowledge.models import DemandPage, OfferPage
from knowledge.models.exchange import ExchangePage, Level
from knowledge.models.proposal import Proposal
from knowledge.plain_text import read_plain


def read_open(model: type[ExchangePage], without: Collection = ()) -> list[ExchangePage]:
    """Return the questions or offers that are public and open today, each in its original language; three queries.

    `without`: translation keys of those to leave out.
    """
    pages = model.objects.readable().open_on(timezone.localdate()).exclude(translation_key__in=list(without))
    found = (
        pages.select_related("locale").without_text().prefetch_related("themes", "places").order_by("locale_id", "pk")
    )
    return list({page.translation_key: page for page in reversed(found)}.values())[::-1]


def read_geography() -> Geography:
    """Return the tree of places with their points, by translation key; one query."""
    parents, points = {}, {}
    rows = Place.objects.values_list("translation_key", "parent__translation_key", "latitude", "longitude")
    for key, parent, latitude, longitude in rows:
        parents[key] = parent or parents.get(key)
        if latitude is not None:
            points[key] = (float(latitude), float(longitude))
    return Geography(parents, points)


def count_taken(offers: Iterable[OfferPage]) -> dict:
    """Return {translation key: students that accepted matches take} of offers; one query."""
    keys = [offer.translation_key for offer in offers]
    rows = (
        Proposal.objects.accepted()
        .filter(offer__translation_key__in=keys)
        .values_list("offer__translation_key")
        .annotate(taken=Sum("demand__students", default=1))
    )
    taken: dict = defaultdict(int)
    for key, number in rows:
        taken[key] += number
    return taken


def read_card(page: ExchangePage, taken: dict | None = None) -> Card:
    """Return what matching knows of a page; its themes and places should be prefetched."""
    is_offer = isinstance(page, OfferPage)
    left = page.students - (taken or {}).get(page.translation_key, 0) if is_offer and page.students else None
    return Card(
        key=page.translation_key,
        text=read_text(page),
        themes=frozenset(theme.translation_key for theme in _records(page, "themes")),
        places=frozenset(place.translation_key for place in _records(page, "places")),
        whole_city=is_offer and page.whole_city,
        level=None if page.level == Level.ANY else page.level,
        help=frozenset(page.help or ()),
        students=page.students,
        left=left,
        start=page.start,
        end=page.end,
        is_open=page.is_open,
    )


def _records(page: ExchangePage, name: str):
    """Return the public themes or places of a page: those that it has read already to show them, or else by the relation."""
    return vars(page).get(f"localized_{name}") or [record for record in getattr(page, name).all() if record.live]


def read_text(page: ExchangePage) -> str:
    """Return the words of a card that say what it is about."""
    parts = [page.title, page.lead]
    if isinstance(page, DemandPage):
        parts += [page.question, read_plain(page.why)]
    else:
        parts += [page.programme, read_plain(page.conditions)]
    return ". ".join(part.strip() for part in parts if part and part.strip())
