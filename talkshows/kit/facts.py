"""What a promotion kit says of an event: from its data alone, in one language, with what readers may see of it now."""

import hashlib
import json
from dataclasses import asdict, dataclass

from django.conf import settings
from django.db import models
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from talkshows.events.date_text import format_day, format_hours
from talkshows.models.episode import EpisodePage
from talkshows.models.gathering import GatheringPage

DRAWING_VERSION = 5  # raise it when posters or cards are drawn in another way


class Phase(models.TextChoices):
    """What the kit is for."""

    ANNOUNCED = "announced", gettext_lazy("Announced")
    CANCELLED = "cancelled", gettext_lazy("Does not take place")
    RECORDED = "recorded", gettext_lazy("Recording")
    PAST = "past", gettext_lazy("Past")


@dataclass(frozen=True)
class Guest:
    """Somebody at the table, and in what capacity."""

    name: str
    note: str = ""


@dataclass(frozen=True)
class KitFacts:
    """The words of a kit. `key` and `language` name it; `version` changes with anything that a file of it says.

    `spoken` is the name of the language in which the event is held, where that is another one than that of the kit.
    """

    key: str
    language: str
    title: str
    title_language: str
    kind: str
    series: str
    phase: str
    reason: str
    day: str
    hours: str
    place: str
    place_note: str
    guests: tuple[Guest, ...]
    lead: str
    url: str
    signup_url: str
    is_streamed: bool
    is_example: bool
    cover: tuple[str, int]
    site_name: str
    spoken: str = ""

    @property
    def is_translated(self) -> bool:
        """Whether the page of the event is in the language of the kit."""
        return self.language == self.title_language

    @property
    def version(self) -> str:
        """Digest of the facts, for addresses and for the files on disk."""
        stated = json.dumps([DRAWING_VERSION, asdict(self)], sort_keys=True).encode("utf-8", "replace")
        return hashlib.sha256(stated).hexdigest()[:16]

    @property
    def when(self) -> str:
        """Day and hours, or an empty string."""
        return ", ".join(filter(None, [self.day, self.hours]))


def collect_facts(event: EpisodePage, language: str = "") -> KitFacts:
    """Return the facts of an event in a language, by default its own; names that a consent withholds are taken out.

    Where the page is not in that language, sentences of it stay out: what is left are names, date and hours.
    """
    language = language or event.language
    is_translated = language == event.language
    with translation.override(language):
        redact = event.restrictions.redact if is_translated else _leave_out
        redact_name = event.restrictions.redact
        return KitFacts(
            key=str(event.translation_key),
            language=language,
            title=redact_name(event.title),
            title_language=event.language,
            kind=name_kind(event),
            series=redact_name(name_series(event)),
            phase=find_phase(event),
            reason=redact(event.cancelled_reason) if event.cancelled else "",
            day=format_day(event.start) if event.start else "",
            hours=format_hours(event.start, event.end) if event.start else "",
            place=redact_name(event.venue),
            place_note=redact(event.venue_note),
            guests=tuple(list_guests(event, has_notes=is_translated)),
            lead=redact(event.lead),
            url=event.full_url,
            signup_url=event.signup_url,
            is_streamed=event.will_be_streamed,
            is_example=bool(event.example_note),
            cover=(event.cover, event.cover_number),
            site_name=settings.WAGTAIL_SITE_NAME,
            spoken=name_spoken(event, language),
        )


def _leave_out(_text: str) -> str:
    return ""


def name_spoken(event: EpisodePage, language: str) -> str:
    """Return the name of the language that is spoken there, in the active one; empty where it goes without saying.

    The field has a default, so it counts where a page in that language says that it was meant.
    """
    spoken = event.recording_language
    if spoken == language or find_version(event, spoken).language != spoken:
        return ""
    return str(get_language_info(spoken)["name_translated"])


def find_phase(event: EpisodePage) -> Phase:
    """Return what the kit is for at this moment; a recording that is withheld is none."""
    states = EpisodePage.State
    if event.has_recording and not event.cancelled and event.recording and not event.recording.is_withdrawn:
        return Phase.RECORDED
    if event.state == states.CANCELLED:
        return Phase.CANCELLED
    if event.has_recording:
        return Phase.PAST
    return Phase.ANNOUNCED if event.state in {states.ANNOUNCED, states.LIVE} else Phase.PAST


def name_kind(event: EpisodePage) -> str:
    """Return what readers call the event: its form, or talk show."""
    return capfirst(event.get_form_display()) if isinstance(event, GatheringPage) else _("Talk show")


def name_series(event: EpisodePage) -> str:
    """Return the title of the series and the number of the episode, as far as there are any."""
    series = event.find_series()
    number = _("episode %(number)d") % {"number": event.number} if event.number else ""
    return ", ".join(filter(None, [series.title if series else "", number]))


def list_guests(event: EpisodePage, has_notes: bool = True) -> list[Guest]:
    """Return who is at the table and may be named outside the site: nobody whose record says no, or whose consent ended.

    Files that others print cannot be taken back, so a person of the directory has to have agreed to be shown.
    """
    found = []
    for label, name, person, role, note in event.speakers:
        if person is None and name in event.silent_people:
            continue
        if role == "guest" and person is not None:
            note = note or person.job_title
        found.append(Guest(name, (note if has_notes else "") or ("" if role == "guest" else str(label))))
    return found


def find_version(event: EpisodePage, language: str) -> EpisodePage:
    """Return the public translation of an event in a language, or the event itself where there is none."""
    if event.language == language:
        return event
    others = EpisodePage.objects.readable().filter(translation_key=event.translation_key, alias_of=None)
    found = others.filter(locale__language_code=language).first()
    return found.specific if found else event
