"""A reminder comes the day before, once; another date or place and a cancellation are told; then the address is gone."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from subscriptions import registration
from subscriptions.models import Subscription
from subscriptions.tasks import queue_due
from talkshows.models import Consent, EpisodePage
from talkshows.reminders import kind as reminders
from talkshows.reminders.messages import reminder_message
from tests import factories
from tests.publishing import publish
from tests.translations import publish_english_copy

pytestmark = pytest.mark.django_db
EMAIL = "lezer@stadskennis.example"


@pytest.fixture
def clock(monkeypatch, home, work):
    """A function that moves the clock on and does what the worker does; returns the subjects of the new mails."""
    moved = timedelta()
    noon = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)
    monkeypatch.setattr(timezone, "now", lambda: noon + moved)

    def run(**span) -> list[str]:
        nonlocal moved
        moved += timedelta(**span)
        before = len(mail.outbox)
        for _round in range(2):
            queue_due()
            work()
        return [message.subject.removeprefix("Stadskennis: ") for message in mail.outbox[before:]]

    return run


def subscribe(event, language="nl") -> Subscription:
    row = Subscription.objects.create(
        kind="reminder", subject=str(event.translation_key), email=EMAIL, language=language, checked_at=timezone.now()
    )
    registration.confirm(row)
    return row


def make_event(days=10, **values):
    start = timezone.localtime(timezone.now() + timedelta(days=days)).replace(
        hour=20, minute=0, second=0, microsecond=0
    )
    return factories.EpisodePageFactory(
        title="Avond over water",
        start=start,
        end=start + timedelta(hours=2),
        signup_url="https://aanmelden.example/",
        **values,
    )


def test_the_day_before_once_and_then_the_address_is_deleted(clock):
    event = make_event()
    subscribe(event)
    publish(event)
    assert clock() == [] and clock(days=8) == []
    assert clock(hours=20) + clock(hours=24) == ["Herinnering aan “Avond over water”"]
    for words in ("20.00", "Buurthuis", "https://aanmelden.example/", event.full_url, "agenda.ics"):
        assert words in mail.outbox[0].body
    publish(event)
    assert clock() == []
    assert clock(days=2) == [] and not Subscription.objects.exists()


def test_who_subscribes_on_the_last_day_is_reminded_at_once(clock):
    event = make_event(days=1)
    clock(hours=10)
    if timezone.now() < event.start:
        subscribe(event)
        assert clock() == ["Herinnering aan “Avond over water”"] and clock() == []


def test_evening_that_began_without_its_reminder_is_looked_at_when_it_has_ended(clock):
    event = make_event()
    row = subscribe(event)
    assert clock(days=10, hours=8, minutes=30) == []  # the worker stood still until after the start
    row.refresh_from_db()
    assert row.due_at == event.end and row.revision == 1
    assert clock(hours=2) == [] and not Subscription.objects.exists()


@pytest.mark.parametrize("end", [timedelta(hours=2), None])
@pytest.mark.parametrize("cancelled", [False, True])
@pytest.mark.parametrize("is_reminded", [False, True])
def test_every_look_asks_for_a_later_one_or_is_the_last(clock, end, cancelled, is_reminded):
    event = make_event(days=3, cancelled=cancelled)
    event.end = end and event.start + end
    publish(event)
    row = subscribe(event)
    if is_reminded:
        row.told["reminded"] = row.told["start"]
    clock(days=1, hours=19)
    for _look in range(32):
        clock(hours=2)
        outcome = reminders.Reminders().look(row)
        assert outcome.is_over or outcome.due_at > timezone.now()
    assert outcome.is_over


def test_another_date_and_place_are_told_and_the_reminder_comes_for_the_new_date(clock):
    event = make_event()
    subscribe(event)
    event.start, event.end = event.start + timedelta(days=5), event.end + timedelta(days=5)
    publish(event)
    assert clock() == ["“Avond over water” is veranderd"] and clock() == []
    event.venue = "Bibliotheek"
    publish(event)
    assert clock() == ["“Avond over water” is veranderd"] and "Bibliotheek" in mail.outbox[-1].body
    assert clock(days=10) == []
    assert clock(days=4) == ["Herinnering aan “Avond over water”"]


@pytest.fixture
def translated():
    """A function that publishes an English page of an event with the venue in English."""

    def run(event, venue="Community centre"):
        english = publish_english_copy(event, "Evening about water")
        english.venue = venue
        publish(english)
        return EpisodePage.objects.get(pk=english.pk)

    return run


@pytest.mark.parametrize("is_old", [False, True])
def test_place_in_the_words_of_another_language_is_no_other_place(clock, translated, is_old):
    """`is_old`: what was told was stored before its page was."""

    def age():
        if is_old:
            [row] = Subscription.objects.all()
            row.told.pop("page", None)
            row.save()

    event = make_event()
    subscribe(event, "en")
    age()
    english = translated(event)
    assert clock() == []
    age()
    english.unpublish()
    assert clock() == []
    age()
    event.venue = "Bibliotheek"
    publish(event)
    assert clock() == ["“Avond over water” has changed"] and "Bibliotheek" in mail.outbox[-1].body
    age()
    event.start, event.end = event.start + timedelta(days=5), event.end + timedelta(days=5)
    publish(event)
    assert clock() == ["“Avond over water” has changed"]


def test_another_date_is_told_when_the_page_is_another_too(clock, translated):
    event = make_event()
    subscribe(event, "en")
    event.start, event.end = event.start + timedelta(days=5), event.end + timedelta(days=5)
    publish(event)
    translated(event)
    assert clock() == ["“Evening about water” has changed"]


def test_cancelled_and_on_after_all(clock):
    event = make_event()
    subscribe(event)
    event.cancelled, event.cancelled_reason = True, "De zaal heeft waterschade."
    publish(event)
    assert clock() == ["“Avond over water” is afgelast"] and clock() == []
    assert "De zaal heeft waterschade." in mail.outbox[-1].body and "aanmelden" not in mail.outbox[-1].body
    event.cancelled = False
    publish(event)
    assert clock() == ["“Avond over water” gaat toch door"]
    event.cancelled = True
    publish(event)
    assert clock() == ["“Avond over water” is afgelast"]
    assert clock(days=9) == [] and clock(days=3) == [] and not Subscription.objects.exists()


def test_event_without_a_date_is_told_when_it_has_one(clock):
    event = make_event()
    start, event.start, event.end = event.start, None, None
    publish(event)
    subscribe(event)
    assert clock(days=1) == []
    event.start = start
    publish(event)
    assert clock() == ["“Avond over water” is veranderd"]


def test_event_that_is_withdrawn_waits_and_a_deleted_one_is_over(clock):
    event = make_event()
    subscribe(event)
    event.unpublish()
    assert clock(days=9, hours=10) == [] and Subscription.objects.exists()
    assert clock(days=3) == [] and not Subscription.objects.exists()
    other = make_event(days=30, slug="ander")
    subscribe(other)
    other.delete()
    Subscription.objects.update(due_at=timezone.now())
    assert clock() == [] and not Subscription.objects.exists()


def test_name_that_may_not_be_shown_is_not_mailed(clock):
    event = make_event()
    Consent.objects.create(
        entry_key=event.translation_key, name="Anna Voorbeeld", agreed="Beeld.", withdrawn_at=timezone.now()
    )
    event.title = "Avond met Anna Voorbeeld"
    event.save()
    assert "Anna" not in reminders.Reminders().make_offer(str(event.translation_key)).lead
    assert "Anna" not in reminder_message(event).title + reminder_message(event).body
