"""SQL of the kinds with rows: at most 18, and the same with one and with three of everything."""

import pytest
from django.core.cache import cache
from django.db import transaction

from core.models import CollectedEntry, Contribution, Partnership, RelatedEntry
from knowledge.models import (
    Adoption,
    AgreementAction,
    CoalitionPhase,
    DossierSession,
    QuestionVersion,
    Signature,
)
from publications.models import Decision, MinutesAction, Speaker
from tests import factories
from tests.publishing import publish
from tests.query_counts import LIMIT, count_queries

pytestmark = pytest.mark.django_db


def make(number: int) -> list[str]:
    """Return the addresses of one page of each kind, with `number` of everything in it."""
    theme, place = factories.ThemeFactory(), factories.PlaceFactory()
    people = [factories.PersonFactory() for _ in range(number)]
    parties = [factories.OrganisationFactory() for _ in range(number)]
    numbers = range(1, number + 1)
    minutes = [
        factories.MinutesPageFactory(
            decisions=[Decision(text=f"Besluit {n}") for n in numbers],
            actions=[MinutesAction(text=f"Actie {n}") for n in numbers],
        )
        for _ in numbers
    ]
    dossier = factories.DossierPageFactory(
        sessions=[DossierSession(number=n, title="Sessie", minutes=minutes[n - 1]) for n in numbers],
        versions=[QuestionVersion(text=f"Vraag {n}?", session=n) for n in numbers],
        collected=[CollectedEntry(target=page) for page in minutes],
    )
    for page in minutes:
        page.dossier = dossier
        publish(page)
    before = factories.AgreementPageFactory()
    agreement = factories.AgreementPageFactory(
        follows=before,
        signatures=[Signature(organisation=party) for party in parties],
        actions=[AgreementAction(text="Actie", year=2020 + n) for n in numbers],
    )
    for _ in numbers:
        factories.AgreementPageFactory(follows=agreement)
    pages = [
        dossier,
        agreement,
        minutes[0],
        factories.InterviewPageFactory(speakers=[Speaker(label="A", person=person) for person in people]),
        factories.EditionPageFactory(collected=[CollectedEntry(target=page) for page in [agreement, *minutes]]),
        factories.PracticePageFactory(adoptions=[Adoption(organisation=party) for party in parties]),
        factories.CoalitionPageFactory(phases=[CoalitionPhase(title="Fase") for _ in numbers]),
        factories.ArticlePageFactory(),
        factories.GatheringPageFactory(),
        factories.DemandPageFactory(state="answered", answered_in=minutes[0]),
        factories.OfferPageFactory(),
    ]
    for page in pages:
        page.themes.set([theme])
        page.places.set([place])
        page.save()
        for at in range(number):
            Partnership.objects.create(page_id=page.pk, organisation=parties[at], role="partner")
            Contribution.objects.create(page_id=page.pk, person=people[at], role="author")
            RelatedEntry.objects.create(page_id=page.pk, target_id=minutes[-1].pk)
    agenda = factories.AgendaPageFactory()
    for _ in numbers:
        factories.GatheringPageFactory(parent=agenda)
    factories.do_work()
    exchange = pages[-1].get_parent()
    for _ in numbers:
        factories.DemandPageFactory()
        factories.OfferPageFactory()
    edition = next(page for page in pages if page.kind == "edition")
    return [
        *(page.url for page in pages),
        agenda.url,
        exchange.url,
        f"{edition.url}mail/",
        "/feeds/",
        "/feeds/alles.xml",
    ]


def measure(client, number: int) -> list[tuple[int, list]]:
    return [count_queries(client, url) for url in make(number)]


def test_kinds_ask_the_same_with_one_and_three_items(client):
    sid = transaction.savepoint()
    one = measure(client, 1)
    transaction.savepoint_rollback(sid)
    cache.clear()
    three = measure(client, 3)
    assert [number for number, _sql in one] == [number for number, _sql in three], "\n".join(three[0][1])
    assert max(number for number, _sql in three) <= LIMIT
