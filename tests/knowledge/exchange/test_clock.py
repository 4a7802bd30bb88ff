"""Reminder and closing by the clock: once, never twice, and nothing that was prolonged."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from editorial.inbox.keys import find_named_work
from knowledge.exchange import clock
from knowledge.exchange.lifecycle import GRACE, change_lifecycle, prolong
from knowledge.models import DemandPage, Submission, SubmissionForm
from tests import factories
from tests.translations import publish_english_copy

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def clock_at(monkeypatch):
    """Return a function that moves the clock to a number of days from now."""
    real = timezone.now

    def move(days: float) -> None:
        monkeypatch.setattr(timezone, "now", lambda: real() + timedelta(days=days))

    return move


def make(open_for: int, email="a@wijk.example", **values):
    """Return (page, submission) of a published question that is open for some days."""
    page = factories.DemandPageFactory(open_until=timezone.localdate() + open_for * DAY, end=None, **values)
    submission = Submission.objects.create(
        kind="demand",
        language="nl",
        email=email,
        page_id=page.pk,
        confirmed_at=timezone.now(),
        published_at=timezone.now(),
    )
    return page, submission


def run(work) -> list[str]:
    """Run the clock twice, and return the last word of the subjects of the mails that came of it."""
    mail.outbox.clear()
    for _ in range(2):
        clock.run_due()
        work()
    return [message.subject.split()[-1] for message in mail.outbox]


def test_reminder_and_closing_come_once(home, work, clock_at):
    page, submission = make(20)
    assert run(work) == []
    clock_at(7)
    assert run(work) == ["actueel?"]
    assert submission.key.hex[:8] not in mail.outbox[0].subject
    clock_at(20)
    assert run(work) == []  # its last day
    clock_at(21)
    assert run(work) == ["gesloten"]
    page.refresh_from_db()
    assert page.state == "closed"
    clock_at(21 + GRACE.days - 1)
    assert run(work) == []
    assert Submission.objects.exists()
    clock_at(21 + GRACE.days + 1)
    assert run(work) == []
    assert not Submission.objects.exists()


def test_prolonged_card_is_not_closed_and_gets_a_reminder_anew(home, work, clock_at):
    page, submission = make(10)
    assert run(work) == ["actueel?"]
    last = prolong(page, submission)
    clock_at(11)
    assert run(work) == []
    page.refresh_from_db()
    assert (page.state, page.open_until) == ("open", last)
    clock_at((last - timezone.localdate()).days + 5)
    assert run(work) == ["actueel?"]


def test_owner_opens_again_what_the_clock_closed_but_not_what_the_board_closed(home, work, clock_at):
    (by_clock, first), (by_board, second) = make(1), make(100, state="closed", email="b@wijk.example")
    clock_at(2)
    run(work)
    by_clock, first = DemandPage.objects.get(pk=by_clock.pk), Submission.objects.get(pk=first.pk)
    second.refresh_from_db()
    assert second.ended_at is not None
    assert prolong(by_board, second) is None
    assert prolong(by_clock, first) is not None
    assert (by_clock.state, first.ended_at) == ("open", None)


def test_older_version_and_translation_follow_the_lifecycle(home, work, clock_at):
    page, _submission = make(1)
    english = publish_english_copy(page, "A question")
    draft = page.get_latest_revision_as_object()
    draft.title = "Nog niet gepubliceerd"
    draft.save_revision()
    clock_at(2)
    run(work)
    assert set(DemandPage.objects.values_list("state", flat=True)) == {"closed"}
    assert DemandPage.objects.get(pk=page.pk).title != "Nog niet gepubliceerd"
    page.revisions.order_by("created_at").first().publish()
    assert DemandPage.objects.get(pk=page.pk).state == "closed"
    assert DemandPage.objects.get(pk=english.pk).get_latest_revision_as_object().state == "closed"


def test_matched_cards_and_those_of_the_board_get_no_mail(home, work, clock_at, chief_editor, student):
    make(5, state="matched")
    own = factories.DemandPageFactory(title="Van de redactie", open_until=timezone.localdate() + 5 * DAY, end=None)
    assert run(work) == []
    assert "sluit op" in chief_editor.get("/beheer/").text
    assert "sluit op" not in student.get("/beheer/").text
    told = set(find_named_work(chief_editor.user))
    DemandPage.objects.filter(pk=own.pk).update(open_until=own.open_until + DAY)
    assert len(told) == 1 and not told & set(find_named_work(chief_editor.user))
    clock_at(7)
    assert run(work) == []
    assert set(DemandPage.objects.values_list("state", flat=True)) == {"matched", "closed"}
    assert not own.get_latest_revision_as_object().is_open


def test_of_two_that_change_one_succeeds(home):
    page, _submission = make(1)
    other = DemandPage.objects.get(pk=page.pk)
    assert change_lifecycle(page, {"state": "open"}, state="matched")
    assert not change_lifecycle(other, {"state": "open"}, state="closed")
    with pytest.raises(ValueError, match="lifecycle"):
        change_lifecycle(page, title="Anders")


def test_forms_of_yesterday_and_what_nobody_confirmed_are_deleted(home, clock_at):
    SubmissionForm.objects.create(kind="demand", language="nl")
    Submission.objects.create(kind="demand", language="nl", email="a@wijk.example")
    clock.run_due()
    assert (SubmissionForm.objects.count(), Submission.objects.count()) == (1, 1)
    clock_at(1.1)
    clock.run_due()
    assert (SubmissionForm.objects.count(), Submission.objects.count()) == (0, 1)
    clock_at(7.1)
    clock.run_due()
    assert Submission.objects.count() == 0
