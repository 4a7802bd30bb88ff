"""What the page of a kit shows: files with their addresses, alternative text, texts to copy, and what other sites embed."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from talkshows.kit.artwork import ARTWORKS, PICTURES, Artwork, describe_picture
from talkshows.kit.embedding import write_frame, write_snippet
from talkshows.kit.facts import KitFacts, find_version
from talkshows.kit.texts import Text, TextSet, compose
from talkshows.models.episode import EpisodePage

LABELS = {
    "poster-a3.pdf": gettext_lazy("Poster A3 (PDF)"),
    "poster-a4.pdf": gettext_lazy("Poster A4 (PDF)"),
    "poster-a3-bleed.pdf": gettext_lazy("Poster A3 for a print shop, with 3 mm bleed (PDF)"),
    "card.png": gettext_lazy("Landscape, for sites and mail"),
    "square.png": gettext_lazy("Square, for social media"),
    "story.png": gettext_lazy("Story, upright"),
}


@dataclass(frozen=True)
class KitFile:
    """A file for download."""

    artwork: Artwork
    label: str
    url: str
    alt: str = ""


@dataclass(frozen=True)
class Kit:
    """The contents of the page."""

    posters: list[KitFile]
    pictures: list[KitFile]
    alts: list[Text]
    sets: list[TextSet]
    embeds: list[Text]
    text_url: str
    archive_url: str

    @property
    def headings(self) -> list[tuple]:
        """(level, anchor, words) of the parts of the page."""
        texts = [(2, one.moment, f"{_('Texts')}: {one.label.lower()}") for one in self.sets]
        return [
            (2, "posters", _("Posters")),
            (2, "pictures", _("Pictures")),
            *texts,
            (2, "own-site", _("On your own site")),
        ]


def describe_kit(event: EpisodePage, facts: KitFacts) -> Kit:
    """Return the contents of the page of an event's kit; nothing is drawn for it."""
    files = [
        KitFile(artwork, str(LABELS[name]), get_file_url(event, facts, name), describe_picture(facts, artwork))
        for name, artwork in ARTWORKS.items()
    ]
    return Kit(
        posters=[file for file in files if file.artwork.is_poster],
        pictures=[file for file in files if file.artwork in PICTURES],
        alts=list_alternatives([file for file in files if file.artwork in PICTURES]),
        sets=compose(facts),
        embeds=[
            Text("frame", _("A frame that keeps up by itself"), write_frame(facts, f"{facts.url}embed/")),
            Text("snippet", _("Plain HTML, which stays as it is"), write_snippet(facts)),
        ],
        text_url=f"{event.url}kit/text.txt{_ask_language(event, facts)}",
        archive_url=f"{event.url}kit/kit.zip",
    )


def list_alternatives(pictures: list[KitFile]) -> list[Text]:
    """Return each alternative text once, with the pictures that it is for."""
    names: dict[str, list[str]] = {}
    for file in pictures:
        names.setdefault(file.alt, []).append(file.label.partition(",")[0].lower())
    return [
        Text(f"alt-{number}", _("Alternative text: %(pictures)s") % {"pictures": ", ".join(labels)}, words)
        for number, (words, labels) in enumerate(names.items(), start=1)
    ]


def get_file_url(event: EpisodePage, facts: KitFacts, name: str) -> str:
    """Return the URL path of a file in its present version."""
    language = {} if facts.language == event.language else {"language": facts.language}
    return f"{event.url}kit/{name}?{urlencode({**language, 'v': facts.version})}"


def list_other_kits(event: EpisodePage, facts: KitFacts) -> list[tuple[str, str, str, bool]]:
    """Return (code, name, URL, whether all of it is in that language) of the kit in the other languages."""
    found = []
    for code, _name in settings.LANGUAGES:
        if code != facts.language:
            version = find_version(event, code)
            query = "" if version.language == code else f"?{urlencode({'language': code})}"
            found.append((code, get_language_info(code)["name_translated"], f"{version.url}kit/{query}", not query))
    return found


def _ask_language(event: EpisodePage, facts: KitFacts) -> str:
    return "" if facts.language == event.language else f"?{urlencode({'language': facts.language})}"
