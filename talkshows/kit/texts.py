"""Texts to send and post about an event, composed from its facts, in their language."""

import textwrap
from collections.abc import Callable
from dataclasses import dataclass, replace

from django.db import models
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from talkshows.kit.artwork import get_call
from talkshows.kit.facts import KitFacts, Phase
from talkshows.kit.phrases import end_sentence, join_heading, name_page

POST_LENGTH = 280  # characters of a short post, address included
LEAST_TITLE = 40  # characters that a post keeps of a title


class Moment(models.TextChoices):
    """When a text is sent."""

    ANNOUNCEMENT = "announcement", gettext_lazy("To announce it")
    WEEK = "week", gettext_lazy("A week before")
    DAY = "day", gettext_lazy("The day before")
    AFTER = "after", gettext_lazy("The day after")
    RECORDING = "recording", gettext_lazy("Now that there is a recording")
    CANCELLATION = "cancellation", gettext_lazy("Now that it does not take place")


@dataclass(frozen=True)
class Text:
    """One text: `name` for anchors, what it is, and its words."""

    name: str
    label: str
    words: str


@dataclass(frozen=True)
class TextSet:
    """The texts of a moment."""

    moment: Moment
    texts: tuple[Text, ...]

    @property
    def label(self) -> str:
        """When these are sent."""
        return str(self.moment.label)


MOMENTS = {
    Phase.ANNOUNCED: (Moment.ANNOUNCEMENT, Moment.WEEK, Moment.DAY, Moment.AFTER),
    Phase.CANCELLED: (Moment.CANCELLATION,),
    Phase.RECORDED: (Moment.RECORDING,),
    Phase.PAST: (Moment.AFTER,),
}
# Beside the phase: what the moment opens a mail with, and what stands before the title of its subject.
OPENINGS: dict[Moment, Callable[[], tuple[str, str]]] = {
    Moment.ANNOUNCEMENT: lambda: ("", _("You are welcome at “%(title)s”.")),
    Moment.WEEK: lambda: (_("In a week:"), _("In a week it is time: “%(title)s”.")),
    Moment.DAY: lambda: (_("Tomorrow:"), _("Tomorrow it is time: “%(title)s”.")),
    Moment.AFTER: lambda: (_("Looking back:"), _("Thank you to everybody who was at “%(title)s”.")),
    Moment.RECORDING: lambda: (_("Watch or listen back:"), _("The recording of “%(title)s” is on the site.")),
    Moment.CANCELLATION: lambda: (_("Cancelled:"), _("“%(title)s” does not take place.")),
}


def compose(facts: KitFacts, moments: tuple[Moment, ...] | None = None) -> list[TextSet]:
    """Return the texts for these moments, by default those of the phase that the event is in."""
    wanted = MOMENTS[Phase(facts.phase)] if moments is None else moments
    with translation.override(facts.language):
        return [
            TextSet(moment, _compose_one(_look_from(facts, moment), moment))
            for moment in wanted
            if facts.day or not is_counted(moment)
        ]


def is_counted(moment: Moment) -> bool:
    """Return whether a moment is counted from the date, so that an event without one has none."""
    return moment in {Moment.WEEK, Moment.DAY, Moment.AFTER}


def _look_from(facts: KitFacts, moment: Moment) -> KitFacts:
    """Return the facts as they are at a moment: the day after, nobody is invited any more."""
    return replace(facts, phase=Phase.PAST) if moment == Moment.AFTER else facts


def _compose_one(facts: KitFacts, moment: Moment) -> tuple[Text, ...]:
    prefix, opening = OPENINGS[moment]()
    opening %= {"title": facts.title}
    subject = join_heading(prefix, facts.title) if prefix else ", ".join(filter(None, [facts.title, facts.day]))
    paragraph = _write_paragraph(facts, opening)
    length = _("Paragraph for a newsletter (%(number)d words)") % {"number": len(paragraph.split())}
    made = [
        ("subject", _("Subject of the mail"), subject),
        ("mail", _("Mail"), _write_mail(facts, moment, opening)),
        ("newsletter", length, paragraph),
        ("post", _("Short post"), _write_post(facts, prefix)),
        ("press", _("Lines for the press"), _write_press(facts, subject)),
    ]
    return tuple(Text(f"{moment.value}-{name}", label, words) for name, label, words in made)


def _list_details(facts: KitFacts) -> list[str]:
    """Return lines that say when, where, with whom and where to go."""
    is_coming, is_off = facts.phase == Phase.ANNOUNCED, facts.phase == Phase.CANCELLED
    guests = ", ".join(f"{guest.name} ({guest.note})" if guest.note else guest.name for guest in facts.guests)
    action, address = get_call(facts)
    rows = [
        (_("It would have been:") if is_off else _("When:"), facts.when or (_("date to follow") if is_coming else "")),
        (_("Where:"), " ".join(filter(None, [facts.place, f"({facts.place_note})" if facts.place_note else ""])) if is_coming else ""),
        (_("Live:"), _("you can watch along on the site") if is_coming and facts.is_streamed else ""),
        (_("Language:"), facts.spoken if is_coming else ""),
        (_("Part of:"), facts.series),
        (_("At the table:"), "" if is_off else guests),
        (action, address),
        (name_page(facts, _("Everything about it:")), facts.url if address != facts.url else ""),
    ]  # fmt: skip
    return [f"{label} {words}" for label, words in rows if words]


def _write_mail(facts: KitFacts, moment: Moment, opening: str) -> str:
    parts = [_("Hello,"), opening, facts.reason, "" if moment == Moment.CANCELLATION else facts.lead]
    details = _list_details(facts)
    return "\n\n".join(filter(None, [*parts, "\n".join(details), _("Kind regards,") + f"\n{facts.site_name}"]))


def _write_paragraph(facts: KitFacts, opening: str) -> str:
    is_off = facts.phase == Phase.CANCELLED
    is_coming = facts.phase == Phase.ANNOUNCED
    when = ", ".join(filter(None, [facts.when, facts.place if is_coming else ""]))
    action, address = get_call(facts)
    return " ".join(filter(None, [
        opening, facts.reason if is_off else facts.lead, end_sentence(capfirst(when)) if not is_off else "",
        facts.place_note if is_coming else "", f"{action} {address}",
    ]))  # fmt: skip


def _write_post(facts: KitFacts, prefix: str) -> str:
    """Return a post of at most POST_LENGTH characters: place and hours give way before the title does, the address never."""
    is_coming = facts.phase == Phase.ANNOUNCED
    for details in ([facts.day, facts.hours, facts.place], [facts.day, facts.hours], [facts.day], []):
        when = ", ".join(filter(None, details)) if is_coming else ""
        room = POST_LENGTH - len(facts.url) - len(prefix) - len(when) - 5
        if len(facts.title) <= room or not details:
            break
    room = max(room, LEAST_TITLE)
    title = facts.title if len(facts.title) <= room else textwrap.shorten(facts.title, room, placeholder="…")
    title = title if title.strip("…") else facts.title[:room]  # one word that is longer than a post
    return "\n".join(filter(None, [join_heading(prefix, title), capfirst(when), facts.url]))


def _write_press(facts: KitFacts, subject: str) -> str:
    head = f"{_('For the press')}\n{subject}"
    note = _("Pictures and posters: %(url)s") % {"url": f"{facts.url}kit/"}
    return "\n\n".join(filter(None, [head, facts.reason, facts.lead, "\n".join(_list_details(facts)), note]))


def write_file(facts: KitFacts) -> str:
    """Return all texts of the phase as one plain text."""
    with translation.override(facts.language):
        parts = []
        for found in compose(facts):
            parts.append(f"{found.label}\n{'=' * len(found.label)}")
            parts += [f"{text.label}\n{'-' * len(text.label)}\n{text.words}" for text in found.texts]
        return "\n\n".join(parts) + "\n"
