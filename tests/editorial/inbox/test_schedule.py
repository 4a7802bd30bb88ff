"""Reminders and the daily mail by a moved clock: on the right day, once, and never twice."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.users.models import UserProfile

from core.extensions import OpenWork, open_work_finders
from editorial.groups import CHIEF_EDITOR, RESEARCHER, STUDENT
from editorial.inbox import schedule
from editorial.inbox.models import MailChoice, Notice
from editorial.inbox.notices import notify, save_choice
from editorial.models import DailyRun, ReviewDate, ReviewStep
from tests import factories
from tests.clients import sign_in
from tests.editorial.inbox.people import make_person, take_mails
from tests.publishing import find_task_state, submit

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 30)


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """A function that moves the clock to an hour of a day (UTC), as for a worker that has just started."""

    def move(day: date, hour: int = 9):
        now = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
        monkeypatch.setattr(timezone, "now", lambda: now)
        schedule._done.clear()

    move(DAY)
    return move


@pytest.fixture
def people(home):
    """A student, two researchers and a chief editor."""
    return {
        "student": make_person("Sanne", STUDENT),
        "researcher": make_person("Bram", RESEARCHER),
        "other": make_person("Olga", RESEARCHER),
        "chief": make_person("Carla", CHIEF_EDITOR),
    }


def make_waiting(people, due: date):
    """Return a page that waits for the researchers until a day."""
    page = factories.CasePageFactory(publish=False, title="Stadslab in Laak", owner=people["student"])
    page.save_revision(user=people["student"])
    submit(page, people["student"])
    ReviewStep.objects.filter(task_state=find_task_state(page)).update(due=due)
    return page


def run_for(days: int, clock, work) -> dict[str, int]:
    """Let the worker tick twice an hour on some days, restarted in between; return {name: mails}."""
    mail.outbox.clear()
    for number in range(days):
        for hour in (3, 9, 10):
            clock(DAY + timedelta(days=number), hour)
            schedule.run_daily()
            schedule.run_daily()
            work()
    return {name: len(mails) for name, mails in take_mails().items()}


def test_due_date_is_told_the_day_before_and_the_day_after_once_each(people, clock, work):
    make_waiting(people, DAY + timedelta(days=1))
    work()
    assert run_for(5, clock, work) == {"bram": 2, "olga": 2}
    kinds = Notice.objects.filter(user=people["researcher"]).exclude(kind="review").values_list("kind", flat=True)
    assert sorted(kinds) == ["due", "late"]


def test_the_chosen_reviewer_alone_is_reminded_and_a_decided_step_reminds_nobody(people, clock, work):
    page = make_waiting(people, DAY + timedelta(days=1))
    ReviewStep.objects.update(reviewer=people["other"])
    work()
    assert run_for(1, clock, work) == {"olga": 1}
    find_task_state(page).approve(user=people["other"])
    ReviewStep.objects.exclude(task_state__status="in_progress").update(due=DAY)
    work()
    found = run_for(3, clock, work)
    assert "olga" not in found and "bram" not in found


def test_daily_mail_comes_once_a_day_with_all_of_it_and_only_when_there_is_something(people, clock, work):
    save_choice(people["researcher"], MailChoice.When.DAILY)
    page = factories.CasePageFactory(title="Laak")
    for key in ("a", "b", "c"):
        notify([people["researcher"]], Notice.Kind.APPROVED, page, key)
    work()
    assert mail.outbox == []
    assert run_for(3, clock, work) == {"bram": 1}
    notify([people["researcher"]], Notice.Kind.APPROVED, page, "d")
    notify([people["researcher"]], Notice.Kind.APPROVED, page, "d")
    clock(DAY + timedelta(days=3))
    schedule.run_daily()
    work()
    (message,) = take_mails()["bram"]
    assert message.body.count("/beheer/berichten/") == 2  # the one notice, and where the mail is chosen
    assert message.subject == "Stadskennis: “Laak” is goedgekeurd door Iemand."


def test_nothing_goes_out_before_the_hour(people, clock, work):
    save_choice(people["researcher"], MailChoice.When.DAILY)
    notify([people["researcher"]], Notice.Kind.APPROVED, factories.CasePageFactory(), "a")
    clock(DAY, 5)  # six o'clock in The Hague
    assert schedule.run_daily() is False
    assert DailyRun.objects.count() == 0
    clock(DAY, 6)
    assert schedule.run_daily() is True


def test_day_of_review_is_told_to_the_owner_once(people, clock, work):
    own = factories.CasePageFactory(title="Van Sanne", owner=people["student"])
    lost = factories.CasePageFactory(title="Van niemand")
    draft = factories.CasePageFactory(publish=False, owner=people["student"])
    for page in (own, lost, draft):
        ReviewDate.objects.create(page=page, day=DAY + timedelta(days=1))
    work()
    assert run_for(4, clock, work) == {"sanne": 1, "carla": 1}
    ReviewDate.objects.filter(page=own).update(day=DAY + timedelta(days=3))
    assert run_for(5, clock, work) == {"sanne": 1}


def test_open_work_of_other_apps_is_told_once_though_its_numbers_change(people, clock, work, monkeypatch):
    page = factories.EpisodePageFactory(title="Avond drie")
    left = {"days": 5}

    def find(user):
        return [OpenWork(page, f"nog {left['days']} dagen voor de poster")] if user == people["student"] else []

    monkeypatch.setattr("editorial.inbox.keys.open_work_finders", [*open_work_finders, find])
    work()
    mail.outbox.clear()
    for number in range(3):
        left["days"] = 5 - number
        clock(DAY + timedelta(days=number))
        schedule.run_daily()
        work()
    (message,) = take_mails()["sanne"]
    assert "Avond drie" in message.body and "nog 5 dagen voor de poster" in message.body


@pytest.mark.parametrize("is_lazy", [True, False])
def test_open_work_is_told_once_in_the_language_of_each_reader(people, clock, work, monkeypatch, is_lazy):
    pages = [factories.EpisodePageFactory(title=title) for title in ("Avond drie", "Avond vier")]
    notes = ["both sides said yes: make the city lab’s draft", "brought in by a reader: complete and publish it"]
    dutch, english = [translation.gettext(note) for note in notes], people["student"]
    UserProfile.objects.create(user=english, preferred_language="en")
    UserProfile.objects.create(user=people["researcher"], preferred_language="nl")
    translate = translation.gettext_lazy if is_lazy else translation.gettext

    def find(user):
        is_asked = user in {english, people["researcher"]}
        return [OpenWork(page, translate(note)) for page, note in zip(pages, notes, strict=True) if is_asked]

    monkeypatch.setattr("editorial.inbox.keys.open_work_finders", [find])
    work()
    mail.outbox.clear()
    for number, language in enumerate(["en", "nl"]):  # in whatever language the worker is
        clock(DAY + timedelta(days=number))
        with translation.override(language):
            schedule.run_daily()
            work()
    mails = take_mails()
    for name, words, others in (("sanne", notes, dutch), ("bram", dutch, notes)):
        text = "\n".join(message.body for message in mails[name])
        assert [text.count(note) for note in [*words, *others]] == [1, 1, 0, 0]
    for user, words in ((english, notes), (people["researcher"], dutch)):
        rows = sign_in(user).get(reverse("inbox")).context["rows"]
        assert sorted(row["detail"] for row in rows) == sorted(words)
    assert Notice.objects.filter(kind="work").count() == 4


def test_what_fails_is_done_at_the_next_tick(people, clock, work, monkeypatch):
    save_choice(people["researcher"], MailChoice.When.DAILY)
    notify([people["researcher"]], Notice.Kind.APPROVED, factories.CasePageFactory(), "a")

    def fail(today):
        raise RuntimeError("the database is away")

    with monkeypatch.context() as patch:
        patch.setattr(schedule, "remind", fail)
        with pytest.raises(RuntimeError):
            schedule.run_daily()
    assert not DailyRun.objects.filter(job="reminders").exists()
    schedule.run_daily()
    work()
    assert len(take_mails()["bram"]) == 1


def test_old_notices_that_were_read_go(people, clock):
    page, old = factories.CasePageFactory(), timezone.now() - timedelta(days=schedule.KEPT_DAYS + 1)
    notify([people["student"]], Notice.Kind.APPROVED, page, "read")
    notify([people["student"]], Notice.Kind.APPROVED, page, "unread")
    Notice.objects.filter(key="read").update(read_at=old)
    schedule.run_daily()
    assert list(Notice.objects.filter(user=people["student"], kind="approved").values_list("key", flat=True)) == [
        "unread"
    ]
