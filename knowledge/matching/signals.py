"""Keeps questions and offers up to date with the city labs that came of them."""

from django.dispatch import receiver
from wagtail.signals import page_published

from knowledge.matching.loop import follow_case
from knowledge.models import CasePage
from media.page_dates import is_live_now


@receiver(page_published, sender=CasePage, dispatch_uid="knowledge.follow_case")
def follow_published_case(sender, instance, **kwargs) -> None:
    """Mark the question of a published city lab as under way, or as answered when there is a result; a planned one waits."""
    if is_live_now(instance):
        follow_case(instance)
