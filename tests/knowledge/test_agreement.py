"""The state of an agreement follows from its signatures and dates."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone, translation

from knowledge.models.agreement import AgreementAction, Signature
from tests import factories
from tests.publishing import publish

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.mark.parametrize(
    ("signed", "start", "end", "state"),
    [
        ([False, False], TODAY, None, "of er getekend is, weten wij niet"),
        ([False], TODAY + timedelta(9), None, "nog niet getekend"),
        ([True, False, True], TODAY, None, "getekend door 2 van 3 partijen"),
        ([True, True], TODAY, None, "geldt nu"),
        ([True, True], TODAY + timedelta(9), None, "moet nog ingaan"),
        ([False], date(2020, 1, 1), date(2020, 12, 31), "afgelopen"),
        ([], TODAY, None, "geldt nu"),
        ([], None, None, ""),
    ],
)
def test_state(home, signed, start, end, state):
    page = factories.AgreementPageFactory(start=start, end=end)
    page.signatures.all().delete()
    page.signatures = [Signature(organisation=factories.OrganisationFactory(), signed=one) for one in signed]
    with translation.override("nl"):
        assert page.state == state


@pytest.mark.parametrize(
    ("start", "end", "other_signed", "said"),
    [
        (TODAY + timedelta(9), None, False, "nog niet getekend"),
        (date(2020, 1, 1), None, True, "nog niet getekend"),
        (date(2020, 1, 1), None, False, "niet bekend"),
        (date(2020, 1, 1), date(2020, 12, 31), True, "niet bekend"),
        (None, None, True, "niet bekend"),
    ],
)
def test_table_says_only_what_is_known_of_a_signature(client, home, start, end, other_signed, said):
    page = factories.AgreementPageFactory(start=start, end=end)
    signed = [False, True] if other_signed else [False]
    page.signatures = [Signature(organisation=factories.OrganisationFactory(), signed=one) for one in signed]
    publish(page)
    table = client.get(page.url).text.partition("<caption>")[2].partition("</table>")[0]
    assert table.startswith("Partijen en handtekeningen</caption>")
    assert re.findall(r"nog niet getekend|niet getekend|niet bekend", table.replace("datum niet bekend", "")) == [said]


def test_action_of_a_year_that_passed_does_not_wait_to_begin(client, home):
    page = factories.AgreementPageFactory(start=date(2020, 1, 1))
    page.actions = [AgreementAction(text=state, year=2020, state=state) for state in ("planned", "busy", "done")]
    publish(page)
    assert [row["state_text"] for row in page.plan][:2] == ["niet afgemaakt in 2020"] * 2
    assert page.plan[2]["state_text"] == "klaar"


def test_page_says_it_and_the_plan_is_one_table(client, home):
    page = factories.AgreementPageFactory(start=TODAY)
    text = client.get(page.url).text
    assert text.count('class="table table--actions"') <= 1
