"""Notices of open work that were made before keys had an occasion: told once, and not as done."""

import hashlib
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from core.extensions import OpenWork
from editorial.groups import RESEARCHER, STUDENT
from editorial.inbox import schedule
from editorial.inbox.models import Notice
from editorial.models import DailyRun
from tests import factories
from tests.clients import sign_in
from tests.editorial.inbox.people import make_person, take_mails

pytestmark = pytest.mark.django_db
NOTES = {"changed": "gewijzigd op #: kijk en publiceer", "new": "ingezonden: vul aan"}


@pytest.fixture
def people(home):
    return [make_person("Sanne", STUDENT), make_person("Bram", RESEARCHER)]


@pytest.fixture
def waiting(people, monkeypatch):
    """{kind of work: its occasion} of what waits for both, on one page."""
    page, waiting = factories.EpisodePageFactory(title="Avond drie"), {"changed": "1 maart", "new": ""}

    def find(user):
        found = waiting.items() if user in people else ()
        return [OpenWork(page, NOTES[kind].replace("#", "3"), occasion=occasion) for kind, occasion in found]

    monkeypatch.setattr("editorial.inbox.keys.open_work_finders", [find])
    for user in people:
        for note in NOTES.values():
            key = f"work:{page.pk}:{hashlib.sha256(note.encode()).hexdigest()[:16]}"
            Notice.objects.create(user=user, key=key, kind="work", page=page, mail=Notice.Mail.SENT)
    Notice.objects.filter(user=people[1]).update(read_at=timezone.now())
    return waiting


@pytest.fixture
def run(work, monkeypatch):
    """A function that does what a day brings; it returns {name: number of mails}."""
    noon = timezone.now().replace(hour=12)

    def run(day: int) -> dict[str, int]:
        mail.outbox.clear()
        monkeypatch.setattr(timezone, "now", lambda: noon + timedelta(days=day))
        schedule._done.clear()
        schedule.run_daily()
        work()
        return {name: len(mails) for name, mails in take_mails().items()}

    return run


def test_open_work_of_before_is_not_told_again_and_not_as_done(people, waiting, run):
    assert (run(0), run(1), Notice.objects.count()) == ({}, {}, 4)
    for user in people:
        rows = sign_in(user).get(reverse("inbox")).context["rows"]
        assert sorted(row["detail"] for row in rows) == sorted(note.replace("#", "3") for note in NOTES.values())
        assert {row["sentence"] for row in rows} == {"Er is iets te doen voor “Avond drie”."}


def test_another_occasion_is_told_also_to_who_had_a_notice_of_before(waiting, run):
    assert run(0) == {}
    waiting["changed"] = "2 maart"
    assert (run(1), Notice.objects.count()) == ({"sanne": 1, "bram": 1}, 6)


def test_what_comes_up_after_the_first_day_is_told(waiting, run):
    occasion = waiting.pop("changed")
    assert run(0) == {}
    waiting["changed"] = occasion
    assert (run(200), Notice.objects.filter(mail="sent", read_at=None).count()) == ({"sanne": 1, "bram": 1}, 4)
    assert DailyRun.objects.filter(job="occasions of open work").count() == 1
