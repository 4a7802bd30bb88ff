"""When links are read and asked: read at each publication, asked in the night from Sunday to Monday."""

from django.conf import settings
from django.dispatch import receiver
from django.utils import timezone
from wagtail.signals import page_published

from core.models import EntryPage
from editorial.daily import run_once
from editorial.links.tasks import read_all_links, read_links

MONDAY, HOUR = 0, 3  # local time


@receiver(page_published, dispatch_uid="editorial.links")
def read_published(sender, instance, **kwargs) -> None:
    """Read the links of a page that was published."""
    if isinstance(instance, EntryPage):
        read_links.enqueue(instance.pk)


def check_weekly() -> bool:
    """Begin the weekly round when it is time; return whether it began now."""
    now = timezone.localtime()
    if not settings.CHECK_LINKS or now.weekday() != MONDAY or now.hour < HOUR:
        return False
    return run_once("links", now.date(), read_all_links.enqueue)
