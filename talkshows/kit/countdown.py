"""The countdown of the board: what to send a week before an event, the day before and the day after.

It follows from the clock and from what was marked as sent: a step that nobody did goes when the next one comes. Nothing is
sent by the site itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.extensions import OpenWork
from talkshows.kit.facts import Phase, find_phase
from talkshows.kit.texts import Moment
from talkshows.models.episode import EpisodePage
from talkshows.models.promotion import SentMessage

PERMISSION = "talkshows.add_sentmessage"
BEFORE, AFTER = (
    timedelta(days=7),
    timedelta(days=14),
)  # from the day of the event: the countdown, and how long it looks back


class Step(models.TextChoices):
    """A message of the countdown."""

    WEEK = "week", gettext_lazy("A week before")
    DAY = "day", gettext_lazy("The day before")
    AFTER = "after", gettext_lazy("The day after")


NOTES: dict[Step, Promise] = {
    Step.WEEK: gettext_lazy("in %(days)d days: send the mail and the post of a week before"),
    Step.DAY: gettext_lazy("tomorrow or today: send the reminder"),
    Step.AFTER: gettext_lazy("it was: thank who came, and show where it can be read or seen"),
}


@dataclass(frozen=True)
class CountdownStep:
    """A step as editors see it: from and until when it asks, whether it does now, and when it was sent."""

    step: Step
    first: date
    last: date
    sent: SentMessage | None

    @property
    def is_due(self) -> bool:
        """Whether the step asks for its message now."""
        return self.sent is None and self.first <= timezone.localdate() <= self.last


def get_day(event: EpisodePage) -> date | None:
    """Return the day of the event in the city, or None without a date."""
    return timezone.localtime(event.start).date() if event.start else None


def list_steps(event: EpisodePage, sent: Iterable[SentMessage] | None = None) -> list[CountdownStep]:
    """Return the countdown of an event; none without a date, or when it is cancelled."""
    day = get_day(event)
    if day is None or event.cancelled:
        return []
    rows = SentMessage.objects.filter(entry_key=event.translation_key) if sent is None else sent
    done = {row.step: row for row in rows if row.entry_key == event.translation_key and row.day == day}
    over = timezone.localtime(event.effective_end).date()
    windows = {
        Step.WEEK: (day - BEFORE, day - timedelta(days=2)),
        Step.DAY: (day - timedelta(days=1), day),
        Step.AFTER: (over + timedelta(days=1), over + AFTER),
    }
    return [CountdownStep(step, *windows[step], done.get(step)) for step in Step]


def find_due(event: EpisodePage, sent: Iterable[SentMessage] | None = None) -> CountdownStep | None:
    """Return the step that asks for its message now, or None."""
    due = next((step for step in list_steps(event, sent) if step.is_due), None)
    if due and due.step == Step.DAY and event.start <= timezone.now():
        return None  # it has begun
    return due


def choose_moment(event: EpisodePage, step: Step) -> Moment:
    """Return which texts a step sends."""
    if step == Step.AFTER:
        return Moment.RECORDING if find_phase(event) == Phase.RECORDED else Moment.AFTER
    return Moment(step.value)


def find_promotion(user) -> list[OpenWork]:
    """Return the messages that wait for the board; three queries at most."""
    if not user.has_perm(PERMISSION):
        return []
    now = timezone.now()
    near = EpisodePage.objects.readable().filter(
        cancelled=False, alias_of=None, start__gt=now - AFTER - timedelta(days=2), start__lt=now + BEFORE + timedelta(days=1)
    )  # fmt: skip
    events: dict = {}
    for event in near.defer("body").order_by("start", "locale_id", "pk"):
        events.setdefault(event.translation_key, event)  # once, whatever languages it has
    sent = list(SentMessage.objects.filter(entry_key__in=events)) if events else []
    found = ((event, find_due(event, sent)) for event in events.values())
    return [
        OpenWork(event, describe_step(event, due.step), get_url(event), occasion=f"{due.step} {get_day(event)}")
        for event, due in found if due
    ]  # fmt: skip


def describe_step(event: EpisodePage, step: Step) -> str:
    """Return what waits, in words."""
    days = (get_day(event) - timezone.localdate()).days
    return _(NOTES[step]) % {"days": days}


def get_url(event: EpisodePage) -> str:
    """Return the URL of the screen where the texts stand and are marked as sent."""
    return reverse("promotion", args=[event.pk])


def mark_sent(event: EpisodePage, step: Step, user) -> bool:
    """Mark a message as sent for the day of the event; return whether it was not yet."""
    _row, is_new = SentMessage.objects.get_or_create(
        entry_key=event.translation_key, step=step, day=get_day(event), defaults={"sent_by": user}
    )
    return is_new
