"""When a page is published: by Wagtail's flag and by its dates, whether the clock has come round yet or not."""

from django.db.models import Q
from django.utils import timezone


def is_within_dates() -> Q:
    """Return the condition that the publication of a page has begun and that its expiry has not come, at this moment."""
    now = timezone.now()
    begun = Q(go_live_at__isnull=True) | Q(go_live_at__lte=now)
    return begun & (Q(expire_at__isnull=True) | Q(expire_at__gt=now))


def is_published() -> Q:
    """Return the condition that a page is live now: by its flag and by its dates, restricted or not."""
    return Q(live=True) & is_within_dates()
