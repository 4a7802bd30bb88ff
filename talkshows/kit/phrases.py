"""How parts of sentences are joined: one full stop, one colon, and which page is in another language."""

from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from talkshows.kit.facts import KitFacts

ENDS = (".", "!", "?", "…", ".”", "?”", "!”")


def end_sentence(text: str) -> str:
    """Return a text with a mark at its end, its own where it has one."""
    return text if not text or text.endswith(ENDS) else f"{text}."


def join_heading(prefix: str, title: str) -> str:
    """Return what a title is about, and the title; a dash between them where the title has a colon of its own."""
    if not prefix:
        return title
    return f"{prefix.rstrip(':')} – {title}" if ": " in title else f"{prefix.rstrip(':')}: {title}"


def name_page(facts: KitFacts, label: str) -> str:
    """Return the label of an address of the event, with the language of its page where that is another one."""
    if facts.is_translated:
        return label
    language = get_language_info(facts.title_language)["name_translated"]
    return _("%(label)s (in %(language)s):") % {"label": label.rstrip(":"), "language": language}
