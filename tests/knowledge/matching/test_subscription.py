"""Mail about cards that fit: what is new, once a week, until the card closes."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from knowledge.matching.find import find_fits
from knowledge.matching.subscription import EVERY, FITTING, FittingCards
from knowledge.matching.weights import SHOWN
from subscriptions.delivery import deliver_all, find_due
from subscriptions.models import Subscription
from tests import factories
from tests.publishing import publish

pytestmark = pytest.mark.django_db


def make(factory, theme, **values):
    page = factory(lead="Wie ziet de eenzame buur?", **values)
    page.themes.set([theme])
    publish(page)
    return page


def make_row(card, **values) -> Subscription:
    """Return a reader's subscription to what fits a card, not stored yet."""
    subject = str(card.translation_key)
    return Subscription(
        kind=FITTING, subject=subject, language="nl", email="a@example.org", checked_at=timezone.now(), **values
    )


def run_week():
    """Let a week pass, and deliver what is due."""
    Subscription.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    deliver_all(find_due())


def test_new_cards_are_told_once_until_it_closes(home):
    theme = factories.ThemeFactory(name="Samen")
    demand = make(factories.DemandPageFactory, theme, title="Wie ziet de eenzame buur?")
    make(factories.OfferPageFactory, theme, title="Stond er al")
    row = make_row(demand)
    outcome = FittingCards().start(row)
    row.told, row.due_at, row.confirmed_at = outcome.told, outcome.due_at, timezone.now()
    row.save()
    assert outcome.due_at - timezone.now() <= EVERY
    run_week()
    assert mail.outbox == []
    make(factories.OfferPageFactory, theme, title="Is nieuw")
    run_week(), run_week()
    (message,) = mail.outbox
    assert "Is nieuw" in message.body and "Stond er al" not in message.body
    assert "- hetzelfde thema: Samen" in message.body
    demand.state = "closed"
    publish(demand)
    run_week()
    assert not Subscription.objects.exists()


def test_a_new_card_is_told_however_many_fit_better_and_an_old_one_is_not_new(home):
    theme = factories.ThemeFactory(name="Samen")
    demand = make(factories.DemandPageFactory, theme, title="Wie ziet de eenzame buur?")
    stood = [make(factories.OfferPageFactory, theme, title=f"Eenzame buur {number}") for number in range(SHOWN)]
    last = make(factories.OfferPageFactory, theme, title="Stond er al", help=[], level="any", students=None)
    assert last.pk not in {fit.page.pk for fit in find_fits(demand)}
    row = make_row(demand, confirmed_at=timezone.now())
    row.told = FittingCards().start(row).told
    row.save()
    new = make(factories.OfferPageFactory, theme, title="Is nieuw", help=[], level="any", students=None)
    assert new.pk not in {fit.page.pk for fit in find_fits(demand)}
    run_week()
    (message,) = mail.outbox
    assert "Is nieuw" in message.body and "Stond er al" not in message.body
    for page in stood:
        page.unpublish()
    run_week()
    assert len(mail.outbox) == 1


def test_the_form_of_an_unknown_or_closed_card(client, home):
    assert client.get("/mail/passende-kaarten/00000000-0000-4000-8000-000000000000/").status_code == 404
    demand = factories.DemandPageFactory()
    url = FittingCards().get_url(str(demand.translation_key))
    assert client.get(url).status_code == 200
    assert url in client.get(demand.url).text
    demand.state = "closed"
    publish(demand)
    assert url not in client.get(demand.url).text
