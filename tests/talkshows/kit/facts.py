"""Facts of an event that never was, for tests without a database."""

from talkshows.kit.facts import Guest, KitFacts

URL = "https://stadskennis.example/talkshows/stadsgesprekken/wie-bepaalt/"


def make_facts(**changes) -> KitFacts:
    """Return the facts of an announced evening, with changes."""
    facts = {
        "key": "5b1c", "language": "nl", "title": "Wie bepaalt wat er in de wijk gebeurt?", "title_language": "nl",
        "kind": "Talkshow", "series": "Stadsgesprekken, aflevering 4", "phase": "announced", "reason": "",
        "day": "donderdag 21 mei 2026", "hours": "20.00 tot 21.30 uur", "place": "Wijkcentrum Moerwijk",
        "place_note": "Drempelvrij.", "guests": (Guest("Fatma Yılmaz", "bewoner"), Guest("Jan de Vries")),
        "lead": "Bewoners en ambtenaren praten.", "url": URL, "signup_url": "", "is_streamed": False, "is_example": False,
        "cover": ("talk", 3), "site_name": "Stadskennis",
    }  # fmt: skip
    return KitFacts(**{**facts, **changes})
