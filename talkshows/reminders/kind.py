"""“Remind me of this evening”: a mail the day before, and one when date, place or cancellation change (docs/decisions/0066)."""

from datetime import datetime, time, timedelta
from uuid import UUID

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from subscriptions.kinds import Kind, Offer, Outcome
from talkshows.kit.phrases import end_sentence
from talkshows.models.episode import EpisodePage
from talkshows.reminders.events import describe, find_event, is_elsewhere, redact, was_there
from talkshows.reminders.messages import cancelled_message, changed_message, reminder_message, resumed_message

REMINDER = "reminder"
REMINDER_HOUR = 9  # local time of the day before
KEPT_WITHOUT_DATE = timedelta(days=365)  # after the confirmation, while no date is known
LOOK_AGAIN = timedelta(days=30)  # at an event without a date, or that may not be read now
AFTERWARDS = timedelta(days=1)  # after the start of a cancelled event, when the address is deleted


class Reminders(Kind):
    """A reminder of one event; the subject is its translation key, so that both languages are the same event."""

    name = REMINDER
    path = gettext_lazy("mail/reminder/<uuid:event>/")
    title = gettext_lazy("A reminder by mail")

    def read_subject(self, request, event: UUID, **kwargs) -> str:
        """Return the key of an event that everybody may read; raise Http404."""
        if find_event(str(event)) is None:
            raise Http404
        return str(event)

    def get_url(self, subject: str) -> str:
        """Return the path of the form."""
        return reverse("subscribe_reminder", args=[subject])

    def make_offer(self, subject: str) -> Offer | None:
        """Return the sentences about an event, or None when it is over or cancelled."""
        event = find_event(subject)
        if event is None or event.state != EpisodePage.State.ANNOUNCED:
            return None
        title = redact(event, event.title)
        when = capfirst(event.when) if event.when else _("The date follows")
        words = {"title": title, "sentence": end_sentence(title), "when": end_sentence(when)}
        return Offer(
            name=_("“%(title)s”") % words,
            lead=_(
                "%(sentence)s %(when)s A mail the day before, and one when something changes. Then your address is deleted."
            )
            % words,
            question=_("Do you want to be reminded of “%(title)s”?") % words,
            promise=_("The day before “%(title)s” you get a mail, and also when the date or the place changes.")
            % words,
            request=_("With this address we were asked for a reminder of “%(title)s”.") % words,
            details=tuple(filter(None, [title, when, redact(event, event.venue)])),
            back=event.url,
            back_label=_("Back to the page"),
        )

    def start(self, subscription) -> Outcome:
        """Count date, place and state of now as told."""
        event = find_event(subscription.subject)
        if event is None:
            return Outcome({}, due_at=timezone.now())
        return Outcome(describe(event), due_at=find_next_look(event, describe(event)))

    def look(self, subscription) -> Outcome:
        """Return what changed since the last mail, else the reminder of the day before."""
        told, event = dict(subscription.told), find_event(subscription.subject)
        if event is None:
            return _look_at_hidden(subscription, told)
        now = describe(event)
        message = _choose_message(event, told, now)
        # A mail of the last day has date and place, so it is the reminder too; a reminder is given once for a date.
        is_reminded = told.get("reminded") == now["start"] or bool(message and not event.cancelled and is_eve(event))
        now["reminded"] = now["start"] if is_reminded else None
        return Outcome(now, message, find_next_look(event, now), is_over=_is_over(event, subscription))


def _choose_message(event: EpisodePage, told: dict, now: dict):
    if _has_ended(event):
        return None
    if now["cancelled"] != told.get("cancelled"):
        return cancelled_message(event) if event.cancelled else resumed_message(event)
    if event.cancelled:
        return None
    if now["start"] != told.get("start") or is_elsewhere(event, told):
        return changed_message(event)
    return reminder_message(event) if is_eve(event) and told.get("reminded") != now["start"] else None


def is_eve(event: EpisodePage) -> bool:
    """Return whether it is time for the reminder: the morning of the day before is past, and the event has not begun."""
    return bool(event.start) and find_reminder_time(event.start) <= timezone.now() < event.start


def find_reminder_time(start: datetime) -> datetime:
    """Return the moment of the reminder of an event that starts then."""
    day_before = timezone.localtime(start).date() - timedelta(days=1)
    return timezone.make_aware(datetime.combine(day_before, time(REMINDER_HOUR)))


def find_next_look(event: EpisodePage, now: dict) -> datetime:
    """Return when to look again if nothing is published meanwhile."""
    if event.start is None:
        return timezone.now() + LOOK_AGAIN
    if event.cancelled:
        return event.start + AFTERWARDS
    is_reminded = now.get("reminded") == now["start"]
    has_begun = event.start <= timezone.now()  # it is too late for a reminder
    return event.effective_end if is_reminded or has_begun else find_reminder_time(event.start)


def _has_ended(event: EpisodePage) -> bool:
    return event.state in {EpisodePage.State.PAST, EpisodePage.State.RECORDED} or bool(
        event.start and event.effective_end <= timezone.now()
    )


def _is_over(event: EpisodePage, subscription) -> bool:
    if event.cancelled and event.start:
        return event.start + AFTERWARDS <= timezone.now()
    if event.start is None and subscription.confirmed_at + KEPT_WITHOUT_DATE <= timezone.now():
        return True
    return _has_ended(event)


def _look_at_hidden(subscription, told: dict) -> Outcome:
    """Wait while an event may not be read, until its date has passed; it is over when it was deleted."""
    start = datetime.fromisoformat(told["start"]) if told.get("start") else None
    end = start + AFTERWARDS if start else subscription.confirmed_at + KEPT_WITHOUT_DATE
    is_over = end <= timezone.now() or not was_there(subscription.subject)
    return Outcome(told, due_at=min(end, timezone.now() + LOOK_AGAIN), is_over=is_over)
