"""When links are asked: in the night from Sunday to Monday. They are read at each publication (`core.extensions.publication_tasks`)."""

from django.conf import settings
from django.utils import timezone

from editorial.daily import run_once
from editorial.links.tasks import read_all_links

MONDAY, HOUR = 0, 3  # local time


def check_weekly() -> bool:
    """Begin the weekly round when it is time; return whether it began now."""
    now = timezone.localtime()
    if not settings.CHECK_LINKS or now.weekday() != MONDAY or now.hour < HOUR:
        return False
    return run_once("links", now.date(), read_all_links.enqueue)
