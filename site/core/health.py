"""Health checks of `/-/ready`: the database, what apps add, and the worker."""

from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from core.extensions import HealthCheck, health_checks
from page_cache.state import name_state


def get_health_checks() -> list[HealthCheck]:
    """Return all checks in the order of the response."""
    own = (
        HealthCheck("database", check_database, vital=True),
        HealthCheck("pages", check_pages),
        HealthCheck("worker", check_worker),
    )
    return [own[0], *health_checks, *own[1:]]


def check_database() -> str:
    """Run a query; return the name of the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    return connection.vendor


def check_pages() -> str:
    """Return whether pages are "kept" for readers; "made anew" while migrations run, or where the cache is off."""
    return "kept" if settings.PAGE_CACHE and name_state() else "made anew"


def check_worker() -> str:
    """Return "missing" when the oldest task has waited for over 30 seconds, else "working" or "idle"."""
    oldest = DBTaskResult.objects.ready().order_by("enqueued_at").values_list("enqueued_at", flat=True).first()
    if oldest and timezone.now() - oldest > timedelta(seconds=30):
        return "missing"
    return "working" if oldest else "idle"
