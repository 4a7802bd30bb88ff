"""The calendar of the board: every kind of date in its day, as a month and as a list, for editors."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision

from editorial.calendar.kinds import Kind
from editorial.calendar.months import get_weeks, move, read_month
from editorial.groups import RESEARCHER, STUDENT
from editorial.models import ReviewDate, ReviewStep
from tests import factories
from tests.clients import sign_in
from tests.publishing import find_task_state, submit
from tests.query_counts import count_queries

pytestmark = pytest.mark.django_db
MAY = datetime(2027, 5, 12, 18, tzinfo=UTC)


def plan(page, moment):
    """Plan the publication of a page."""
    page.go_live_at = moment
    page.save_revision().publish()


def make_month(owner) -> None:
    """One date of every kind in May 2027."""
    factories.GatheringPageFactory(title="Openbare avond", start=MAY, end=None)
    draft = factories.GatheringPageFactory(title="Nog een concept", publish=False, start=None, end=None)
    draft.start = MAY + timedelta(days=1)
    draft.save_revision()
    plan(factories.CasePageFactory(publish=False, title="Gepland stuk"), MAY + timedelta(days=2))
    going = factories.CasePageFactory(title="Tijdelijk stuk")
    type(going).objects.filter(pk=going.pk).update(expire_at=MAY + timedelta(days=3))
    waiting = factories.CasePageFactory(publish=False, title="Wachtend stuk", owner=owner)
    waiting.save_revision(user=owner)
    submit(waiting, owner)
    ReviewStep.objects.filter(task_state=find_task_state(waiting)).update(due=(MAY + timedelta(days=4)).date())
    ReviewDate.objects.create(page=factories.CasePageFactory(title="Oud stuk"), day=(MAY + timedelta(days=5)).date())


TITLES = ["Openbare avond", "Nog een concept (concept)", "Gepland stuk", "Tijdelijk stuk", "Wachtend stuk", "Oud stuk"]


@pytest.mark.parametrize("form", ["", "lijst"])
def test_month_and_list_hold_every_kind_of_date_on_its_day(student, form):
    make_month(student.user)
    html = student.get(reverse("calendar"), {"maand": "2027-05", "vorm": form}).text
    for number, title in enumerate(TITLES):
        day = f'datetime="2027-05-{12 + number}"'
        assert title in html and day in html
        assert html.index(day) < html.index(title)
    assert "20:00" in html  # of The Hague
    events = student.get(reverse("calendar"), {"maand": "2027-05", "vorm": form, "soort": Kind.EVENT}).text
    assert [title in events for title in TITLES] == [True, True, False, False, False, False]
    other = student.get(reverse("calendar"), {"maand": "2027-01", "vorm": form}).text
    assert [title for title in TITLES if title in other] == []


def test_changed_date_of_a_public_event_is_shown_as_a_draft_beside_it(student):
    page = factories.GatheringPageFactory(title="Avond", start=MAY, end=None)
    page.start = MAY + timedelta(days=7)
    page.save_revision()
    html = student.get(reverse("calendar"), {"maand": "2027-05"}).text
    assert html.index('datetime="2027-05-12"') < html.index(">Avond<") < html.index('datetime="2027-05-19"')
    assert html.index('datetime="2027-05-19"') < html.index("Avond (concept)")


def test_entries_that_grow_old_are_due_a_year_after_their_publication(student):
    old, minutes = (
        factories.CasePageFactory(title="Case van toen"),
        factories.MinutesPageFactory(title="Verslag van toen"),
    )
    for page in (old, minutes):
        type(page).objects.filter(pk=page.pk).update(last_published_at=MAY - timedelta(days=365))
    html = student.get(reverse("calendar"), {"maand": "2027-05"}).text
    assert "Case van toen" in html and "Verslag van toen" not in html


def test_hostile_values_are_answered(student):
    for values in (
        {"maand": "2027-13"},
        {"maand": "x"},
        {"maand": "99999999999-1"},
        {"maand": "\0"},
        {"soort": "alles"},
    ):
        assert student.get(reverse("calendar"), values).status_code == 200


@pytest.mark.parametrize("role", [None, STUDENT, RESEARCHER])
def test_is_for_editors(visitor, role):
    response = visitor.get(reverse("calendar"))
    assert response["Location"].startswith("/beheer/login/") if role is None else response.status_code == 200
    assert sign_in(factories.UserFactory()).get(reverse("calendar")).status_code in {302, 403}


def test_costs_the_same_number_of_queries_for_one_and_three_dates(student):
    def add(number: int) -> None:
        factories.GatheringPageFactory(start=MAY + timedelta(days=number), end=None)
        ReviewDate.objects.create(page=factories.CasePageFactory(), day=(MAY + timedelta(days=number)).date())
        plan(factories.CasePageFactory(publish=False), MAY + timedelta(days=number))

    url = f"{reverse('calendar')}?maand=2027-05"
    add(0)
    one, _queries = count_queries(student, url)
    add(1)
    add(2)
    three, queries = count_queries(student, url)
    assert Revision.page_revisions.filter(approved_go_live_at__isnull=False).count() == 3
    assert one == three, queries


def test_months_begin_on_monday_and_follow_each_other():
    month = read_month("2027-02")
    assert [week[0].isoformat() for week in get_weeks(month)] == [
        "2027-02-01",
        "2027-02-08",
        "2027-02-15",
        "2027-02-22",
    ]
    assert (move(month, -2).isoformat(), move(month, 11).isoformat()) == ("2026-12-01", "2028-01-01")
    assert read_month("1850-01") == timezone.localdate().replace(day=1)
