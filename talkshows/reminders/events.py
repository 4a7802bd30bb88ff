"""The event of a reminder, in the reader's language where it has one, with the names redacted that may not be mailed."""

from django.utils import timezone
from django.utils.translation import get_language

from core.entries.redactions import find_redactions
from directory.localisation import locale_for
from talkshows.consent.policy import ConsentRestrictions
from talkshows.models.episode import EpisodePage


def find_event(key: str) -> EpisodePage | None:
    """Return the event of a translation key that everybody may read, in the active language if it is there."""
    found = list(EpisodePage.objects.readable().filter(translation_key=key, alias_of=None).defer("body"))
    locale = locale_for(get_language()[:2]).pk
    return min(found, key=lambda event: (event.locale_id != locale, event.pk), default=None)


def was_there(key: str) -> bool:
    """Return whether the event is still kept, whoever may read it."""
    return EpisodePage.objects.filter(translation_key=key).exists()


def describe(event: EpisodePage) -> dict:
    """Return what a reader knows of an event after a mail: start, venue, and whether it is cancelled."""
    start = timezone.localtime(event.start).isoformat() if event.start else None
    return {"start": start, "venue": event.venue, "cancelled": event.cancelled}


def redact(event: EpisodePage, text: str) -> str:
    """Return a text of an event without the names that may not be shown."""
    redactions = find_redactions({event.translation_key})
    redaction = redactions.get(event.translation_key)
    return ConsentRestrictions(names=redaction.names).redact(text) if redaction else text
