"""Which events are still to come, which were, and what a calendar says of each."""

from contextlib import suppress

from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from core.entries.redactions import find_redactions
from directory.localisation import localise
from talkshows.consent.policy import ConsentRestrictions
from talkshows.events.ical import CalendarEvent, UnwritableEvent
from talkshows.models.episode import USUAL_LENGTH, EpisodePage

MOST = 500  # events in one calendar, the latest; more than any coalition holds in twenty years


def find_events(locale_id: int):
    """Return the public events of a language, episodes and gatherings."""
    return EpisodePage.objects.readable().filter(locale_id=locale_id)


def is_over() -> Q:
    """Return the condition that an event was: by the clock, or without a date by its recording or cancellation."""
    now = timezone.now()
    over = Q(end__lte=now) | Q(end__isnull=True, start__lte=now - USUAL_LENGTH)
    recorded = ~Q(recording_url="") | Q(recording_file__isnull=False)
    return over | Q(start__isnull=True) & (recorded | Q(cancelled=True))


def find_upcoming(locale_id: int):
    """Return what is still to come or going on, the nearest first, then what has no date yet."""
    return order_upcoming(find_events(locale_id))


def order_upcoming(events):
    """Keep of `events` what is still to come or going on, the nearest first, then what has no date yet."""
    return events.exclude(is_over()).order_by(F("start").asc(nulls_last=True), "number", "pk")


def find_next(locale_id: int):
    """Return what is still to come and goes on as planned, for the home page."""
    return find_upcoming(locale_id).filter(cancelled=False).for_cards()


def to_calendar(events) -> list[CalendarEvent]:
    """Return what a calendar can hold of a queryset of events: those with a date, the latest MOST of them."""
    dated = events.filter(start__isnull=False).order_by("-start", "-pk").defer("body").prefetch_related("themes")
    events = list(dated[:MOST])
    tagged = {theme.pk: theme for event in events for theme in event.themes.all()}
    # One look-up for all: an English event may point at themes that have an English version.
    names = (
        {theme.translation_key: theme.name for theme in localise(tagged.values(), events[0].locale_id)}
        if events
        else {}
    )
    withheld = find_redactions({event.translation_key for event in events})
    found = []
    for event in events:
        held = (
            ConsentRestrictions(names=withheld[event.translation_key].names)
            if event.translation_key in withheld
            else ConsentRestrictions()
        )
        with suppress(UnwritableEvent):  # one that no calendar can hold does not take the others along
            found.append(describe_event(event, [names[theme.translation_key] for theme in event.themes.all()], held))
    return found


def describe_event(event: EpisodePage, themes: list[str], held: ConsentRestrictions) -> CalendarEvent:
    """Return an event as a calendar holds it, without the names that are `held`.

    Raises UnwritableEvent, also where there is no date.
    """
    if not event.start:
        raise UnwritableEvent("no date yet")
    changed = event.last_published_at or event.latest_revision_created_at or event.start
    since = changed - (event.first_published_at or changed)
    url, reason = event.full_url, event.cancelled_reason if event.cancelled else ""
    return CalendarEvent(
        # Without host, so that calendars know an event again after the site moved; the same in every language.
        uid=str(event.translation_key),
        title=held.mask(f"{_('Cancelled')}: {event.title}" if event.cancelled else event.title),
        start=event.start,
        end=event.ends,
        url=url,
        changed=changed,
        sequence=max(0, int(since.total_seconds())),
        cancelled=event.cancelled,
        place=event.venue,
        text="\n\n".join([*(held.mask(part) for part in (reason, event.lead, event.venue_note) if part), url]),
        themes=tuple(themes),
    )
