"""The mails about an event: the day before, changed, cancelled, and on after all."""

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from core.metadata.structured_data import absolute_url
from subscriptions.kinds import Message
from talkshows.models.episode import EpisodePage
from talkshows.reminders.events import redact


def reminder_message(event: EpisodePage) -> Message:
    """Return the reminder of the day before."""
    return _make_message(event, _("Reminder of “%(title)s”"), _("This is the reminder that you asked for."))


def changed_message(event: EpisodePage) -> Message:
    """Return the mail about another date or place."""
    first = _("The date or the place of “%(title)s” has changed. This is what holds now.")
    return _make_message(event, _("“%(title)s” has changed"), first)


def cancelled_message(event: EpisodePage) -> Message:
    """Return the mail about the cancellation, with the reason."""
    return _make_message(event, _("“%(title)s” is cancelled"), _("“%(title)s” does not take place."))


def resumed_message(event: EpisodePage) -> Message:
    """Return the mail that a cancelled event takes place after all."""
    return _make_message(event, _("“%(title)s” goes on after all"), _("“%(title)s” takes place after all."))


def _make_message(event: EpisodePage, title: str, first: str) -> Message:
    words = {"title": redact(event, event.title)}
    context = {
        "event": event,
        "title": words["title"],
        "first": first % words,
        "reason": redact(event, event.cancelled_reason) if event.cancelled else "",
        "url": absolute_url(event.url),
        "calendar": absolute_url(event.calendar_url) if event.calendar_url else "",
    }
    return Message(title % words, render_to_string("talkshows/reminder_mail.txt", context))
