"""Jobs that are done once on a day, whatever happens to the worker: the mark and the work are one transaction."""

from collections.abc import Callable
from datetime import date

from django.db import models, transaction


class DailyRun(models.Model):
    """A job that was done on a day: a worker that starts again, or a second one, does not do it twice."""

    wagtail_reference_index_ignore = True

    job = models.CharField(max_length=40)
    day = models.DateField()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["job", "day"], name="daily_run_once")]

    def __str__(self):
        return f"{self.job} {self.day}"


def run_once(job: str, day: date, act: Callable[[], object]) -> bool:
    """Do something once on a day; return whether it was done now. What fails leaves no mark, and is done at the next call."""
    with transaction.atomic():
        _run, made = DailyRun.objects.get_or_create(job=job, day=day)
        if made:
            act()
    return made
