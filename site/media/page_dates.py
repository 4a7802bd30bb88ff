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


def is_live_now(page) -> bool:
    """Return for a page at hand what `is_published` asks of the database.

    Wagtail sends `page_published` too when a page is planned that was not on the site, and for the aliases of such a page, which
    it flags as live before their time. What makes something public or tells somebody waits until the signal comes again.
    """
    now = timezone.now()
    has_begun = page.go_live_at is None or page.go_live_at <= now
    return page.live and has_begun and (page.expire_at is None or page.expire_at > now)
