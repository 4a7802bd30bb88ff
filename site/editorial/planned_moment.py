"""When the newest version of a page goes on the site, for the words of the buttons that approve or publish it."""

from django.utils import timezone
from django.utils.formats import date_format
from wagtail.models import Page


def say_planned_moment(page: Page) -> str:
    """Return the coming day and time that the newest version is planned for; "" when it goes on the site at once."""
    moment = page.get_latest_revision_as_object().go_live_at
    if moment is None or moment <= timezone.now():
        return ""
    local = timezone.localtime(moment)
    return date_format(local, "j F, H:i" if local.year == timezone.localdate().year else "j F Y, H:i")
