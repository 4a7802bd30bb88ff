"""On the private page the next best cards take the place of those that were proposed or refused."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from knowledge.matching.find import find_fits
from knowledge.matching.proposals import answer, propose
from knowledge.matching.weights import SHOWN
from knowledge.models import Submission
from knowledge.models.proposal import Proposal
from knowledge.submissions import links
from tests import factories
from tests.knowledge.matching.test_subscription import make
from tests.query_counts import count_queries

pytestmark = pytest.mark.django_db


def make_offers(theme, number: int) -> list:
    """Make offers that fit the theme."""
    return [make(factories.OfferPageFactory, theme, title=f"Aanbod {one}") for one in range(number)]


@pytest.fixture
def theme(home):
    return factories.ThemeFactory(name="Samen")


@pytest.fixture
def demand(theme):
    return make(factories.DemandPageFactory, theme, title="Wie ziet de eenzame buur?")


@pytest.fixture
def own(demand):
    """The path of the question's private page."""
    submission = Submission.objects.create(
        page=demand, kind="demand", language="nl", email="a@example.org", confirmed_at=timezone.now()
    )
    return reverse("own_submission", args=[links.sign(submission, links.OWN)])


def shown(own: str) -> set:
    return {fit.page.pk for fit in Client().get(own).context["fits"]}


def test_the_next_best_follow_when_the_best_were_proposed_or_refused(demand, own, theme):
    everything = {page.pk for page in make_offers(theme, SHOWN + 2)}
    best = [fit.page for fit in find_fits(demand)]
    assert shown(own) == {page.pk for page in best} and len(best) == SHOWN
    for number, offer in enumerate(best):
        proposal = propose(demand, offer)
        if number % 2:
            answer(proposal, "offer", False)
    rest = everything - {page.pk for page in best}
    assert shown(own) == rest and len(rest) == 2
    for pk in rest:
        assert Client().post(f"{own}voorstellen/", {"with": str(pk)})["Location"] == f"{own}?done=proposed"
    assert Proposal.objects.filter(offer_id__in=rest).count() == 2
    assert shown(own) == set()


def test_the_private_page_takes_no_more_queries_when_more_fits(demand, own, theme):
    make_offers(theme, SHOWN)
    few, _queries = count_queries(Client(), own)
    make_offers(theme, SHOWN)
    assert len(find_fits(demand, limit=None)) == 2 * SHOWN
    assert count_queries(Client(), own)[0] == few
