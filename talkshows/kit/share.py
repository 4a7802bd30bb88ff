"""The card of an event as the picture of its page in share previews."""

from django.conf import settings

from core.extensions import SharePicture
from talkshows.kit.artwork import CARD, describe_picture
from talkshows.kit.facts import collect_facts
from talkshows.kit.kit_page import get_file_url
from talkshows.models.episode import EpisodePage


def find_event_card(entry) -> SharePicture | None:
    """Return the card of an event with its date and place; None for other entries."""
    if not isinstance(entry, EpisodePage) or not entry.url:
        return None
    facts = collect_facts(entry)
    url = f"{settings.SITE_URL}{get_file_url(entry, facts, CARD.name)}"
    return SharePicture(url, CARD.width, CARD.height, describe_picture(facts), facts.title)
