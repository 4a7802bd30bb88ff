"""Health checks of `/-/ready`: the database, what apps add, and the worker."""

from django.conf import settings
from django.db import connection
from django_tasks_db.models import DBTaskResult

from core.extensions import HealthCheck, health_checks
from core.worker_lock import is_worker_running
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
    """Return "missing" while no worker runs, else "working" or "idle"."""
    if not is_worker_running():
        return "missing"
    has_work = DBTaskResult.objects.ready().exists() or DBTaskResult.objects.running().exists()
    return "working" if has_work else "idle"
