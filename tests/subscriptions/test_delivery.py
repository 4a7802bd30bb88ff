"""Delivery: each reader is told once, whoever looks at the same time, and a refused mail is tried again."""

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from subscriptions import delivery, registration, tasks
from subscriptions.kinds import Kind, Message, Offer, Outcome, kinds
from subscriptions.models import Subscription

pytestmark = pytest.mark.django_db
BROKEN = "tests.core.forms.test_contact.Broken"


class Counting(Kind):
    """A kind that tells the next number at every look, up to three."""

    name, title = "counting", "Tellen"

    def read_subject(self, request, **kwargs):
        return "x"

    def get_url(self, subject):
        return "/tellen/"

    def make_offer(self, subject):
        return Offer("tellen", "", "", "", "", "/", "")

    def start(self, subscription):
        return Outcome(0)

    def look(self, subscription):
        number = subscription.told + 1
        return Outcome(number, Message(f"Getal {number}", str(number), f"<p>{number}</p>"), is_over=number == 3)


@pytest.fixture
def counting():
    kinds.append(Counting())
    yield
    kinds.pop()


def make(number=0, **values) -> Subscription:
    values = {"told": 0, "confirmed_at": timezone.now(), "due_at": timezone.now(), **values}
    return Subscription.objects.create(
        kind="counting", email=f"lezer{number}@stadskennis.example", language="nl", checked_at=timezone.now(), **values
    )


def test_two_workers_with_the_same_row_send_one_mail(counting):
    row = make()
    same = Subscription.objects.get(pk=row.pk)
    assert delivery.deliver(row) and not delivery.deliver(same)
    [message] = mail.outbox
    assert "Getal 1" in message.subject and message.body.startswith("1\n")
    assert message.alternatives[0][1] == "text/html" and "<p>1</p>" in message.alternatives[0][0]
    assert message.extra_headers["List-Unsubscribe"].strip("<>") in message.body


def test_who_ended_it_meanwhile_gets_nothing(counting):
    row = make()
    Subscription.objects.all().delete()
    assert not delivery.deliver(row) and mail.outbox == []


def test_refused_mail_comes_later_and_once(counting, settings):
    row, before = make(), settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = BROKEN
    assert delivery.deliver_all([row]) == (0, 1)
    row.refresh_from_db()
    assert (row.told, row.tries) == (0, 1) and timezone.now() < row.due_at < timezone.now() + timedelta(minutes=2)
    settings.EMAIL_BACKEND = before
    assert delivery.deliver_all([row]) == (1, 0)
    row.refresh_from_db()
    assert (row.told, row.tries, row.due_at) == (1, 0, None)


def test_one_reader_does_not_stop_the_others_and_nothing_is_told_twice(counting, work, caplog):
    make(0, told="kapot")
    for number in range(1, 4):
        make(number)
    unconfirmed, later = make(8, confirmed_at=None), make(9, due_at=timezone.now() + timedelta(hours=1))
    for _round in range(3):
        tasks.queue_due()
        work()
    assert sorted(message.to[0] for message in mail.outbox) == [
        f"lezer{number}@stadskennis.example" for number in (1, 2, 3)
    ]
    assert "@" not in caplog.text and "TypeError" in caplog.text
    for row in (unconfirmed, later):
        row.refresh_from_db()
        assert row.told == 0


def test_when_nothing_more_can_come_the_address_is_deleted(counting):
    make(told=2)
    assert delivery.deliver_all(delivery.find_due()) == (1, 0)
    assert not Subscription.objects.exists()


def test_who_is_woken_up_while_looked_at_is_looked_at_again_and_told_once(counting, work, monkeypatch):
    row, public, seen = make(), ["eerste"], []

    def look(kind, subscription):
        seen.append(list(public))
        if len(seen) == 1:  # published after it was looked what is public
            public.append("tweede")
            assert delivery.make_due("counting") == 1
        new = seen[-1][subscription.told :]
        later = timezone.now() + timedelta(days=7)
        return Outcome(len(seen[-1]), Message(" en ".join(new), "x") if new else None, due_at=later)

    monkeypatch.setattr(Counting, "look", look)
    tasks.queue_due()
    work()
    assert seen == [["eerste"], ["eerste", "tweede"]]
    assert [message.subject for message in mail.outbox] == ["Stadskennis: eerste en tweede"]
    row.refresh_from_db()
    assert row.told == 2 and row.due_at > timezone.now() + timedelta(days=6)


def test_look_that_fails_takes_nothing_back_that_was_told_meanwhile(counting, monkeypatch):
    row, look = make(), Counting.look

    def fail(kind, subscription):
        monkeypatch.setattr(Counting, "look", look)
        assert delivery.deliver(Subscription.objects.get(pk=row.pk))
        assert delivery.make_due("counting") == 1
        raise RuntimeError("the search engine is away")

    monkeypatch.setattr(Counting, "look", fail)
    assert delivery.deliver_all([row]) == (0, 1) and len(mail.outbox) == 1
    row.refresh_from_db()
    assert (row.told, row.tries) == (1, 0) and row.due_at <= timezone.now()


def test_who_is_woken_up_while_the_last_mail_goes_out_is_kept(counting, monkeypatch):
    row = make(told=2)
    monkeypatch.setattr(delivery, "send_message", lambda *values: delivery.make_due("counting"))
    assert delivery.deliver(row)
    row.refresh_from_db()
    assert row.told == 3 and row.due_at <= timezone.now()


def test_many_are_told_in_turns(counting, work, monkeypatch):
    monkeypatch.setattr(tasks, "AT_ONCE", 2)
    for number in range(5):
        make(number)
    tasks.queue_due()
    tasks.queue_due()
    assert DBTaskResult.objects.filter(task_path=tasks.deliver_due.module_path).count() == 1
    work()
    assert len(mail.outbox) == 5


@pytest.mark.parametrize("ago", [timedelta(0), timedelta(days=3)])
@pytest.mark.parametrize("kind", [*kinds], ids=lambda kind: kind.name)
def test_look_that_asks_for_no_later_moment_is_not_claimed_again_at_once(home, kind, ago, caplog):
    class Past(type(kind)):
        def look(self, subscription):
            return replace(super().look(subscription), due_at=timezone.now() - ago, is_over=False)

    now, subject = timezone.now(), {"weekly": "", "search": "q=water"}.get(kind.name, str(uuid.uuid4()))
    row = Subscription.objects.create(
        kind=kind.name, subject=subject, email="lezer@stadskennis.example", language="nl", checked_at=now
    )
    registration.confirm(row)
    Subscription.objects.update(due_at=now)
    kinds.insert(0, Past())
    try:
        assert delivery.deliver_all(delivery.find_due()) == (0, 0)
    finally:
        kinds.pop(0)
    row.refresh_from_db()
    assert row.revision == 1 and timezone.now() < row.due_at < timezone.now() + timedelta(hours=2)
    assert not delivery.find_due().exists()  # which the task asks before it queues itself
    assert f"({kind.name})" in caplog.text and "@" not in caplog.text


def test_kind_of_an_app_that_is_gone_waits(settings):
    row = make()
    assert not delivery.deliver(row)
    row.refresh_from_db()
    assert row.due_at is None
