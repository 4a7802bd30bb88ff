"""The drawn files of a kit: their measures, and what typst gets to draw them with."""

import io
import json
import re
from dataclasses import dataclass

from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from covers.palette import BEAK, GREEN, INK, PALE
from talkshows.kit.facts import KitFacts, Phase
from talkshows.kit.ground import draw_ground
from talkshows.kit.lettering import make_drawable
from talkshows.kit.phrases import end_sentence, join_heading, name_page

SOFT, PALE_SOFT = "#5a4a3a", "#cdbc9d"
# Colours of text, each with the colour behind it: docs/design.md measures the same pairs.
PAIRS = {
    "title, date and place": (INK, PALE), "series": (GREEN, PALE), "second voice": (SOFT, PALE), "reason": (BEAK, PALE),
    "tab": (PALE, INK), "foot": (PALE, INK), "name of the site": (PALE_SOFT, INK),
    "state": (PALE, GREEN), "cancelled": (PALE, BEAK),
}  # fmt: skip
NAMES_OF_CITY = re.compile(r"\b(Den|The) (Haag|Hague)\b")
MAX_JOINED = 28  # characters
QR_QUIET_ZONE = 4  # modules around a code that readers need


@dataclass(frozen=True)
class Artwork:
    """A file that is drawn: a poster in millimetres or a picture in pixels.

    `free`: what an app lays over the top and the bottom of a picture. `ground` is the width and the scale of the drawn ground.
    `bleed`: millimetres on every side of a poster that a printer cuts off.
    """

    name: str
    width: int
    height: int
    free: int = 0
    bleed: int = 0
    ground: tuple[int, float] = (840, 0.95)

    @property
    def is_poster(self) -> bool:
        """Whether this is a PDF."""
        return self.name.endswith(".pdf")

    @property
    def has_guests(self) -> bool:
        """Whether the names of the guests stand on it: a low picture has no room for them."""
        return self.is_poster or self.height >= self.width

    @property
    def content_type(self) -> str:
        """Media type."""
        return "application/pdf" if self.is_poster else "image/png"


POSTERS = (
    Artwork("poster-a3.pdf", 297, 420), Artwork("poster-a4.pdf", 210, 297),
    Artwork("poster-a3-bleed.pdf", 297, 420, bleed=3),
)  # fmt: skip
CARD = Artwork("card.png", 1200, 630, ground=(1500, 1.15))
PICTURES = (CARD, Artwork("square.png", 1080, 1080), Artwork("story.png", 1080, 1920, free=250))
ARTWORKS = {artwork.name: artwork for artwork in (*POSTERS, *PICTURES)}


def make_job(artwork: Artwork, facts: KitFacts) -> dict:
    """Return what the worker needs to draw one file."""
    inputs = {
        "width": str(artwork.width),
        "height": str(artwork.height),
        "free": str(artwork.free),
        "bleed": str(artwork.bleed),
    }
    return {
        "name": artwork.name,
        "template": "poster.typ" if artwork.is_poster else "card.typ",
        "inputs": {**inputs, "data": json.dumps(make_data(artwork, facts))},
    }


def make_data(artwork: Artwork, facts: KitFacts) -> dict:
    """Return the words and pictures of a file; all of it is strings that typst shows as they are."""
    ground = draw_ground(*facts.cover, *artwork.ground)
    with translation.override(facts.language):
        words = {name: keep_together(make_drawable(text)) for name, text in _choose_words(facts).items()}
        words["address"] = words["address"].replace("\u00a0", " ")
        shown = [] if facts.phase == Phase.CANCELLED else facts.guests
        guests = [{"name": join_name(make_drawable(guest.name)), "note": make_drawable(guest.note)} for guest in shown]
        title = make_drawable(facts.title) or words["series"] or words["kind"]
        labels = {"guests_label": _("At the table"), "qr_alt": _("QR code that leads to %(url)s") % {"url": facts.url}}
    return {
        **words,
        **labels,
        "title": title,
        "title_language": facts.title_language,
        "language": facts.language,
        "state": facts.phase,
        "url": facts.url,
        "guests": [guest for guest in guests if guest["name"]],
        "qr": draw_code(facts.url) if artwork.is_poster else "",
        "ground": ground.svg,
        "ground_width": ground.width,
        "ground_height": ground.height,
        "ground_layers": ground.layers,
        "ground_drawing": ground.drawing,
        "colours": {
            "paper": PALE, "pale": PALE, "ink": INK, "canal": GREEN, "beak": BEAK, "soft": SOFT, "pale_soft": PALE_SOFT,
            "signal": BEAK if facts.phase == Phase.CANCELLED else GREEN,
        },
    }  # fmt: skip


def _choose_words(facts: KitFacts) -> dict[str, str]:
    is_coming = facts.phase == Phase.ANNOUNCED
    action, address = get_call(facts)
    notes = [
        end_sentence(facts.place_note),
        _("You can watch along live on the site.") if facts.is_streamed else "",
        _("The language is %(language)s.") % {"language": facts.spoken} if facts.spoken else "",
    ]
    return {
        "kind": f"{facts.kind} ({_('example')})" if facts.is_example else facts.kind,
        "series": facts.series,
        "state_label": "" if is_coming else str(Phase(facts.phase).label),
        "reason": facts.reason,
        "day": facts.day or (_("Date to follow") if is_coming else ""),
        "hours": facts.hours,
        "place": facts.place,
        "place_note": " ".join(filter(None, notes)) if is_coming else "",
        "lead": facts.lead,
        "action": action,
        "address": show_address(address),
        "short_action": show_address(facts.url),
        "site": facts.site_name,
        "code_note": _("The code: more about it on %(site)s") % {"site": facts.site_name}
        if address != facts.url
        else "",
    }


def get_call(facts: KitFacts) -> tuple[str, str]:
    """Return what somebody who stands before a poster can do, and the address where; in the active language."""
    if facts.phase == Phase.CANCELLED:
        return _("Why, and what you can come to:"), facts.url
    if facts.phase == Phase.RECORDED:
        return _("Watch or listen back:"), facts.url
    if facts.phase == Phase.PAST:
        return _("Read more:"), facts.url
    return (
        (_("Sign up:"), facts.signup_url)
        if facts.signup_url
        else (name_page(facts, _("More, and how to come:")), facts.url)
    )


def join_name(name: str) -> str:
    """Return the name of somebody as what stays on one line, unless it is very long."""
    return name.replace(" ", "\u00a0") if len(name) <= MAX_JOINED else name


def keep_together(text: str) -> str:
    """Return a text in which the name of the city stays on one line."""
    return NAMES_OF_CITY.sub("\\1\u00a0\\2", text)


def show_address(url: str) -> str:
    """Return an address as people read and type it."""
    return url.split("//", 1)[-1].removeprefix("www.").rstrip("/")


def draw_code(url: str) -> str:
    """Return the QR code of an address as SVG."""
    import segno  # noqa: PLC0415 -- for posters alone: every start of the site would read its tables

    out = io.BytesIO()
    segno.make(url, error="m", micro=False).save(out, kind="svg", border=QR_QUIET_ZONE, dark=INK, xmldecl=False)
    return out.getvalue().decode()


def describe_picture(facts: KitFacts, artwork: Artwork = CARD) -> str:
    """Return the alternative text of a picture: the words on it, in the language of the facts."""
    with translation.override(facts.language):
        words = _choose_words(facts)
        kind = words["kind"] if not words["state_label"] else f"{words['kind']}, {words['state_label']}"
        when = ", ".join(filter(None, [words["day"], words["hours"]]))
        names = (
            ", ".join(guest.name for guest in facts.guests)
            if artwork.has_guests and facts.phase != Phase.CANCELLED
            else ""
        )
        said = [
            join_heading(kind, facts.title),
            words["series"],
            capfirst(when),
            words["place"],
            words["reason"],
            f"{_('At the table:')} {names}" if names else "",
            words["short_action"],
        ]
        return " ".join(end_sentence(text) for text in said if text)
