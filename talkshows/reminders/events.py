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
    """Return what a reader knows of an event after a mail: start, venue, whether it is cancelled, and of which page that is."""
    start = timezone.localtime(event.start).isoformat() if event.start else None
    return {"page": event.pk, "start": start, "venue": event.venue, "cancelled": event.cancelled}


def is_elsewhere(event: EpisodePage, told: dict) -> bool:
    """Return whether an event takes place elsewhere than was told.

    Each language writes the venue in its own words, so it is compared with what was told of the same page only. What was
    stored before the page was: in any language.
    """
    if event.venue == told.get("venue"):
        return False
    if "page" in told:
        return told["page"] == event.pk
    versions = EpisodePage.objects.filter(translation_key=event.translation_key, alias_of=None)
    return not versions.filter(venue=told.get("venue") or "").exists()


def redact(event: EpisodePage, text: str) -> str:
    """Return a text of an event without the names that may not be shown."""
    redactions = find_redactions({event.translation_key})
    redaction = redactions.get(event.translation_key)
    return ConsentRestrictions(names=redaction.names).redact(text) if redaction else text
