"""Querysets of upcoming and past events, and their conversion to calendar events."""

from contextlib import suppress
from datetime import datetime

from django.db.models import F, Min, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from core.entries.redactions import find_redactions
from directory.localisation import localise
from talkshows.consent.policy import ConsentRestrictions
from talkshows.events.ical import CalendarEvent, InvalidEventError
from talkshows.models.episode import DEFAULT_DURATION, EpisodePage

MAX_EVENTS = 500  # per calendar, the latest


def find_events(locale_id: int):
    """Return the public events of a language: episodes and gatherings."""
    return EpisodePage.objects.readable().in_locale(locale_id)


def is_past(prefix: str = "") -> Q:
    """Return a Q for past events: by their end, or without a date by their recording or cancellation.

    `prefix`: the relation from the model of the queryset to EpisodePage, such as `episodepage__`.
    """

    def by(lookup: str, value) -> Q:
        return Q(**{f"{prefix}{lookup}": value})

    now = timezone.now()
    ended = by("end__lte", now) | by("end__isnull", True) & by("start__lte", now - DEFAULT_DURATION)
    recorded = ~by("recording_url", "") | by("recording_file__isnull", False)
    return ended | by("start__isnull", True) & (recorded | by("cancelled", True))


def find_next_moment(now: datetime) -> datetime | None:
    """Return the first moment after `now` at which an event begins or ends; one query."""
    live = EpisodePage.objects.filter(live=True)
    moments = live.aggregate(
        next_start=Min("start", filter=Q(start__gt=now)),
        next_end=Min("end", filter=Q(end__gt=now)),
        without_end=Min("start", filter=Q(end=None, start__gt=now - DEFAULT_DURATION)),
    )
    assumed = moments.pop("without_end")
    return min(filter(None, [*moments.values(), assumed and assumed + DEFAULT_DURATION]), default=None)


def find_upcoming(locale_id: int):
    """Return upcoming and current events of a language, nearest first, then those without a date."""
    return filter_upcoming(find_events(locale_id))


def filter_upcoming(events):
    """Filter a queryset on upcoming and current events, nearest first, then those without a date."""
    return events.exclude(is_past()).order_by(F("start").asc(nulls_last=True), "number", "pk")


def find_planned(locale_id: int):
    """Return upcoming events that are not cancelled, as cards for the home page."""
    return find_upcoming(locale_id).filter(cancelled=False).for_cards()


def make_calendar_events(events) -> list[CalendarEvent]:
    """Return the dated events of a queryset as CalendarEvents, at most the latest MAX_EVENTS."""
    dated = events.filter(start__isnull=False).order_by("-start", "-pk").defer("body").prefetch_related("themes")
    events = list(dated[:MAX_EVENTS])
    tagged = {theme.pk: theme for event in events for theme in event.themes.all()}
    # One query: English events may refer to the Dutch record of a theme that has an English version.
    names = (
        {theme.translation_key: theme.name for theme in localise(tagged.values(), events[0].locale_id)}
        if events
        else {}
    )
    redactions = find_redactions({event.translation_key for event in events})
    found = []
    for event in events:
        restrictions = (
            ConsentRestrictions(names=redactions[event.translation_key].names)
            if event.translation_key in redactions
            else ConsentRestrictions()
        )
        themes = [names[key] for theme in event.themes.all() if (key := theme.translation_key) in names]
        with suppress(InvalidEventError):  # skip the invalid event only
            found.append(make_calendar_event(event, themes, restrictions))
    return found


def make_calendar_event(event: EpisodePage, themes: list[str], restrictions: ConsentRestrictions) -> CalendarEvent:
    """Return an event as a CalendarEvent with restricted names redacted; raise InvalidEventError without a start."""
    if not event.start:
        raise InvalidEventError("no date yet")
    changed = event.last_published_at or event.latest_revision_created_at or event.start
    since = changed - (event.first_published_at or changed)
    url, reason = event.full_url, event.cancelled_reason if event.cancelled else ""
    return CalendarEvent(
        # The same for every host and language, so that clients recognise the event.
        uid=str(event.translation_key),
        title=restrictions.redact(f"{_('Cancelled')}: {event.title}" if event.cancelled else event.title),
        start=event.start,
        end=event.effective_end,
        url=url,
        last_modified=changed,
        sequence=max(0, int(since.total_seconds())),
        cancelled=event.cancelled,
        location=event.venue,
        description="\n\n".join(
            [*(restrictions.redact(part) for part in (reason, event.lead, event.venue_note) if part), url]
        ),
        categories=tuple(themes),
    )
