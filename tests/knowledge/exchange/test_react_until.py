"""Until when one can react: before what begins together, and so said on the page and on cards."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from knowledge.exchange.lifecycle import find_prolonged_day, prolong
from knowledge.models import OfferPage
from knowledge.models.exchange import OPEN_FOR, REACT_AT_LEAST, find_last_day
from tests import factories

pytestmark = pytest.mark.django_db


def after(days: int):
    """Return a day from today on."""
    return timezone.localdate() + timedelta(days=days)


@pytest.mark.parametrize(
    ("form", "start", "last"),
    [("internship", 50, 49), ("course", 400, OPEN_FOR.days), ("thesis", 3, REACT_AT_LEAST.days), ("course", -3, OPEN_FOR.days),
     ("room", 50, OPEN_FOR.days), ("internship", None, OPEN_FOR.days)],
)  # fmt: skip
def test_what_begins_together_is_open_until_it_begins(form, start, last):
    page = OfferPage(form=form, start=None if start is None else after(start))
    assert find_last_day(page) == after(last)


def test_prolonging_does_not_reach_over_the_beginning(home):
    page = factories.OfferPageFactory(form="internship", start=after(50), end=after(200), open_until=after(5))
    assert prolong(page) == after(49)


@pytest.mark.parametrize(
    ("form", "start", "end", "open_until", "day"),
    [("internship", 50, 200, 5, 49), ("internship", 50, 200, 49, None), ("room", 50, 200, 49, OPEN_FOR.days),
     ("room", None, 20, 5, 20), ("room", None, 20, 20, None), ("room", None, None, None, None),
     ("course", -1, 90, -2, 90), ("room", None, -1, -2, None)],
)  # fmt: skip
def test_prolonging_is_offered_up_to_the_day_that_it_reaches(home, form, start, end, open_until, day):
    days = {"start": start, "end": end, "open_until": open_until}
    page = OfferPage(form=form, **{name: None if one is None else after(one) for name, one in days.items()})
    assert find_prolonged_day(page) == (None if day is None else after(day))


def test_page_and_card_say_until_when_and_at_whom(client, home):
    page = factories.OfferPageFactory(
        form="internship", offered_by="Haag Wonen", start=after(-10), end=after(20), open_until=after(60)
    )
    day = date_format(after(20), "j F Y")  # not after its end
    assert page.react_until == after(20)
    facts = client.get(page.url).text
    assert "Reageren kan tot en met" in facts and day in facts and "al begonnen" in facts
    card = client.get(page.get_parent().url).text
    card = card[card.index('class="card') :].partition("</article>")[0]
    assert "Haag Wonen" in card and f'reageren tot en met <time datetime="{after(20)}">{day}' in card
    OfferPage.objects.update(state="closed")
    closed = client.get(page.url).text
    assert "Reageren kan" not in closed and OfferPage.objects.get().react_until is None
