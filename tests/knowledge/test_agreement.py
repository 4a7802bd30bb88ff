"""The state of an agreement follows from its signatures and dates."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone, translation

from knowledge.models.agreement import Signature
from tests import factories
from tests.publishing import publish

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.mark.parametrize(
    ("signed", "start", "end", "state"),
    [
        ([False, False], TODAY, None, "nog niet getekend"),
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


@pytest.mark.parametrize(("end", "said"), [(None, "nog niet getekend"), (date(2020, 12, 31), "niet getekend")])
def test_table_does_not_wait_for_who_did_not_sign_in_time(client, home, end, said):
    page = factories.AgreementPageFactory(start=date(2020, 1, 1), end=end)
    page.signatures = [Signature(organisation=factories.OrganisationFactory(), signed=False)]
    publish(page)
    table = client.get(page.url).text.partition("<caption>")[2].partition("</table>")[0]
    assert table.startswith("Partijen en handtekeningen</caption>")
    assert re.findall(r"(?:nog )?niet getekend", table) == [said]


def test_page_says_it_and_the_plan_is_one_table(client, home):
    page = factories.AgreementPageFactory(start=TODAY)
    text = client.get(page.url).text
    assert text.count('class="table table--actions"') <= 1
