"""The calendar of the board: every kind of date in its day, as a month and as a list, for editors."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction, Revision

from editorial.calendar.kinds import Kind
from editorial.calendar.months import get_weeks, move, read_month
from editorial.groups import PARTNER, RESEARCHER, STUDENT
from editorial.models import BoardTask, ReviewDate, ReviewStep
from tests import factories
from tests.clients import sign_in
from tests.publishing import find_task_state, submit
from tests.query_counts import count_queries

pytestmark = pytest.mark.django_db
MAY = datetime(2027, 5, 12, 18, tzinfo=UTC)


@pytest.fixture
def partner(home):
    """The client of somebody who reads along and edits nothing."""
    return sign_in(factories.UserFactory(PARTNER))


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


def draft(page, **values):
    """Save a draft of a page with other values."""
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision()


def test_partner_gets_of_public_pages_what_is_on_the_site(partner):
    later = MAY + timedelta(days=7)
    moved = factories.GatheringPageFactory(title="Avond op de site", start=MAY, end=None)
    draft(moved, title="Geheime avond", start=later)
    draft(factories.GatheringPageFactory(title="Ander concept", publish=False, start=None, end=None), start=later)
    owner = factories.UserFactory(STUDENT)
    old, going, waiting = (
        factories.CasePageFactory(title=title, owner=owner)
        for title in ("Oud op de site", "Tijdelijk op de site", "Wachtend op de site")
    )
    ReviewDate.objects.create(page=old, day=MAY.date())
    type(going).objects.filter(pk=going.pk).update(expire_at=MAY)
    for number, page in enumerate((old, going, waiting)):
        draft(page, title=f"Geheim stuk {number}")
    submit(waiting, owner)
    ReviewStep.objects.filter(task_state=find_task_state(waiting)).update(due=MAY.date())
    planned = factories.CasePageFactory(title="Gepland op de site")
    planned.title = "Geheim plan"
    plan(planned, later)
    html = partner.get(reverse("calendar"), {"maand": "2027-05", "vorm": "lijst"}).text
    assert [title for title in ("Geheim", "oncept", "Gepland op", "Wachtend op") if title in html] == []
    for title in ("Avond op de site", "Oud op de site", "Tijdelijk op de site"):
        assert title in html
    assert 'datetime="2027-05-12"' in html and 'datetime="2027-05-19"' not in html
    html = sign_in(owner).get(reverse("calendar"), {"maand": "2027-05", "vorm": "lijst"}).text
    for title in ("Geheime avond (concept)", "Geheim stuk 0", "Geheim stuk 1", "Geheim stuk 2", "Geheim plan"):
        assert title in html


def test_who_only_decides_gets_the_draft_of_what_waits_for_them(partner):
    owner = factories.UserFactory(STUDENT)
    page, other = (factories.CasePageFactory(title="Op de site", owner=owner) for _number in range(2))
    for one, title in ((page, "Te beslissen"), (other, "Van een ander")):
        draft(one, title=title)
        submit(one, owner)
    find_task_state(other).approve(user=factories.UserFactory(RESEARCHER))  # others decide on the next step
    BoardTask.objects.get(pk=find_task_state(page).task_id).groups.add(*partner.user.groups.all())
    ReviewStep.objects.update(due=MAY.date())
    html = partner.get(reverse("calendar"), {"maand": "2027-05"}).text
    assert "Te beslissen" in html and "Op de site" not in html and "Van een ander" not in html


@pytest.mark.parametrize("restriction", [None, "password", "login", "groups", "own group"])
def test_partner_gets_no_date_of_a_page_that_the_partner_may_not_read(partner, student, restriction):
    section = factories.IndexPageFactory(title="Afdeling")
    event = factories.GatheringPageFactory(title="Besloten avond", start=MAY, end=None, parent=section)
    going, old = (
        factories.CasePageFactory(title=title, parent=section) for title in ("Besloten tijdelijk", "Besloten oud")
    )
    type(going).objects.filter(pk=going.pk).update(expire_at=MAY)
    ReviewDate.objects.create(page=old, day=MAY.date())
    if restriction:
        kind = "groups" if "group" in restriction else restriction
        made = PageViewRestriction.objects.create(page=section, restriction_type=kind, password="x")
        made.groups.set(partner.user.groups.all() if restriction == "own group" else [])
    shown = [event.title, going.title, old.title] if restriction in {None, "login", "own group"} else []
    html = partner.get(reverse("calendar"), {"maand": "2027-05"}).text
    assert [title for title in (event.title, going.title, old.title) if title in html] == shown
    html = student.get(reverse("calendar"), {"maand": "2027-05"}).text
    assert all(title in html for title in (event.title, going.title, old.title))


def test_partner_gets_no_date_of_a_page_that_is_flagged_as_live_before_its_time(partner):
    page = factories.CasePageFactory(title="Nog niet op de site")
    ReviewDate.objects.create(page=page, day=MAY.date())
    type(page).objects.filter(pk=page.pk).update(go_live_at=timezone.now() + timedelta(days=1), expire_at=MAY)
    html = partner.get(reverse("calendar"), {"maand": "2027-05"}).text
    assert "Nog niet op de site" not in html


def test_partner_costs_the_same_number_of_queries_for_one_and_three_dates(partner):
    def add(number: int) -> None:
        moment = MAY + timedelta(days=number)
        draft(factories.GatheringPageFactory(start=moment, end=None), title="Anders", start=moment + timedelta(hours=1))
        ReviewDate.objects.create(page=factories.CasePageFactory(), day=moment.date())
        draft(ReviewDate.objects.latest("pk").page.specific, title="Anders")
        plan(factories.CasePageFactory(publish=False), moment)

    url = f"{reverse('calendar')}?maand=2027-05"
    add(0)
    one, _queries = count_queries(partner, url)
    add(1)
    add(2)
    three, queries = count_queries(partner, url)
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
