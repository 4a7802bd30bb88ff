"""Health checks of `/-/ready`: the database, what apps add, and the worker."""

from datetime import timedelta

from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from core.extensions import HealthCheck, health_checks


def get_health_checks() -> list[HealthCheck]:
    """Return the checks in the order in which they are told."""
    own = HealthCheck("database", check_database, vital=True), HealthCheck("worker", check_worker)
    return [own[0], *health_checks, own[1]]


def check_database() -> str:
    """Ask the database for one row."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    return connection.vendor


def check_worker() -> str:
    """Return whether background work is done, judged by how long the oldest task waits."""
    oldest = DBTaskResult.objects.ready().order_by("enqueued_at").values_list("enqueued_at", flat=True).first()
    if oldest and timezone.now() - oldest > timedelta(seconds=30):
        return "missing"
    return "working" if oldest else "idle"
