"""Questions and offers: when they are open, what they may hold, and what machines read of them."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone, translation

from core.models import Partnership
from knowledge.models import DemandPage, OfferPage
from knowledge.models.exchange import describe_period
from tests import factories

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_open_until_the_last_day_or_the_end_of_the_period(home, monkeypatch):
    today = timezone.localdate()
    page = factories.DemandPageFactory(open_until=today + DAY, start=today, end=today + 3 * DAY)
    over = factories.DemandPageFactory(start=None, end=today - DAY)
    matched = factories.DemandPageFactory(state="matched")
    assert list(DemandPage.objects.open_on(today)) == [page]
    assert [one.is_open for one in (page, over, matched)] == [True, False, False]
    later = timezone.now() + 2 * DAY
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert list(DemandPage.objects.open_on(timezone.localdate())) == []
    with translation.override("nl"):
        assert (page.state, page.current_state, page.state_label) == ("open", "closed", "gesloten")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"start": timezone.localdate(), "end": timezone.localdate() - DAY}, "end"),
        ({"open_until": timezone.localdate() - DAY}, "open_until"),
        ({"help": ["research", "magic"]}, "help"),
        ({"help": "research"}, "help"),
        ({"students": 0}, "students"),
        ({"ec": 61}, "ec"),
    ],
)
def test_values_that_are_refused(home, values, field):
    page = factories.OfferPageFactory(publish=False)
    for name, value in values.items():
        setattr(page, name, value)
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert list(refused.value.message_dict) == [field]


def test_chosen_values_are_kept_once_and_in_order(home):
    page = factories.DemandPageFactory(publish=False, help=["hands", "research", "hands"])
    page.full_clean()
    assert page.help == ["research", "hands"]
    with translation.override("nl"):
        assert page.labels_of("help") == "onderzoek, handen"


def test_period_in_words():
    first = timezone.localdate().replace(year=2026, month=9, day=1)
    last = first.replace(month=12, day=31)
    with translation.override("nl"):
        assert [describe_period(*days) for days in ((first, last), (first, None), (None, last), (None, None))] == [
            "1 september 2026 – 31 december 2026", "vanaf 1 september 2026", "tot en met 31 december 2026", "",
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("form", "partner", "expected"),
    [
        ("internship", True, "JobPosting"),
        ("internship", False, "Offer"),
        ("course", True, "Course"),
        ("course", False, "Offer"),
        ("room", True, "Offer"),
    ],
)
def test_structured_data_says_what_the_offer_truly_is(home, form, partner, expected):
    page = factories.OfferPageFactory(form=form, ec=5)
    if partner:
        organisation = factories.OrganisationFactory(name="Haag Wonen")
        Partnership.objects.create(page_id=page.pk, organisation=organisation, role="host")
    page = OfferPage.objects.get(pk=page.pk)
    assert page.get_structured_data()["mainEntity"]["@type"] == expected
    page.state = "running"
    assert page.get_structured_data() == {}


def test_card_in_a_mixed_list_says_the_state(client):
    page = factories.DemandPageFactory(state="answered", answer="De bankjes blijven.")
    html = client.get(page.get_parent().url).text
    assert '<span class="state state--answered">beantwoord</span>' in html
    assert "De bankjes blijven." in client.get(page.url).text


def test_list_shows_open_cards_first(client, home):
    today = timezone.localdate()
    cards = [
        factories.DemandPageFactory(state="answered", display_date=today),
        factories.OfferPageFactory(state="running", display_date=today - DAY),
        factories.OfferPageFactory(display_date=today - 9 * DAY),
        factories.DemandPageFactory(display_date=today - 3 * DAY),
    ]
    late = factories.DemandPageFactory(display_date=today)
    DemandPage.objects.filter(pk=late.pk).update(open_until=today - DAY)
    response = client.get(late.get_parent().url)
    parts = [
        (str(heading), [entry.pk for _title, entries in groups for entry in entries])
        for heading, groups in response.context["listing"].parts
    ]
    answered, running, older, newer = (card.pk for card in cards)
    assert parts == [
        ("Nu open", [newer, older]), ("Gekoppeld of bezig", [running]), ("Beantwoord of gesloten", [late.pk, answered]),
    ]  # fmt: skip
