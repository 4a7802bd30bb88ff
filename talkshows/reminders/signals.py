"""When an event is published anew or taken off the site in a language: those who want to be reminded of it are looked at."""

from wagtail.signals import page_published, page_unpublished

from subscriptions.delivery import make_due
from talkshows.models.episode import EpisodePage
from talkshows.reminders.kind import REMINDER


def connect() -> None:
    """Connect the receiver; gatherings are events too, so it is not connected to one class."""
    page_published.connect(queue_reminders, dispatch_uid="talkshows.queue_reminders")
    # Then the page of another language is what readers have, before anything changes on it.
    page_unpublished.connect(queue_reminders, dispatch_uid="talkshows.queue_reminders_of_unpublished")


def queue_reminders(sender, instance, **kwargs) -> None:
    """Let the readers who want to be reminded of an event be told what changed."""
    if isinstance(instance, EpisodePage):
        make_due(REMINDER, subject=str(instance.translation_key))
