"""Which notices are news to a user: not read, not seen on the page itself, and not decided by somebody meanwhile."""

from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import TaskState

from editorial.inbox.models import Notice

TO_DECIDE = [Notice.Kind.REVIEW, Notice.Kind.DUE, Notice.Kind.LATE]  # about a step, as long as it waits


def find_unread(user) -> QuerySet:
    """Return the notices that the menu counts."""
    decided = TaskState.objects.exclude(status=TaskState.STATUS_IN_PROGRESS).values("pk")
    return Notice.objects.filter(user=user, read_at=None).exclude(kind__in=TO_DECIDE, source__in=decided)


def mark_seen(user, page_id: int) -> None:
    """Mark what a user was told about a page as read: they have it before them, whatever way they came."""
    Notice.objects.filter(user=user, page=page_id, read_at=None).update(read_at=timezone.now())
