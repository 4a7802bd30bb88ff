"""What `/-/ready` tells; a room adds its own check when it starts."""

from collections.abc import Callable
from datetime import timedelta

from django.db import connection
from django.utils import timezone

_CHECKS: dict[str, tuple[Callable, bool]] = {}


def register(name: str, check: Callable, vital: bool = False) -> None:
    """Add a check: it returns what to tell, and raises when its part cannot answer."""
    _CHECKS[name] = (check, vital)


def checks() -> dict:
    """Return all checks by name."""
    return {"database": (check_database, True), **_CHECKS, "worker": (check_worker, False)}


def check_database() -> str:
    """Ask the database for one row."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    return connection.vendor


def check_worker() -> str:
    """Say whether background work is done: by what lies waiting, not by a process list."""
    from django_tasks_db.models import DBTaskResult  # noqa: PLC0415 -- apps must be loaded

    oldest = DBTaskResult.objects.ready().order_by("enqueued_at").values_list("enqueued_at", flat=True).first()
    if oldest and timezone.now() - oldest > timedelta(seconds=30):
        return "missing"
    return "working" if oldest else "idle"
