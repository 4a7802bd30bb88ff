"""`manage.py worker`: background tasks and what is planned, until SIGTERM; interrupted tasks run again at the next start."""

import os

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django_tasks_db.models import DBTaskResult

from core.clock import Clock
from core.extensions import startup_tasks
from core.machine_faults import find_fault
from core.worker_lock import WorkerRunsError, hold_worker_lock

ANOTHER_RUNS = os.EX_TEMPFAIL  # exit code 75: nothing is wrong with it, and it is to be started again later


class Command(BaseCommand):
    """Reset interrupted tasks, queue the start-up tasks, start the clock, and run `db_worker`."""

    help = "Run background work, and publish and withdraw what is planned, until SIGTERM"

    def add_arguments(self, parser):
        """Add `--batch`."""
        parser.add_argument("--batch", action="store_true", help="do what waits, then stop")

    def handle(self, **options):
        """Run the worker, unless another one runs on this database."""
        try:
            with hold_worker_lock() as check_lock:
                self._work(Clock(check_lock), options["batch"])
        except (DatabaseError, OSError) as error:
            if (fault := find_fault(error)) is None:
                raise
            raise CommandError(f"the worker waits: {fault.name} ({error})", returncode=ANOTHER_RUNS) from None
        except WorkerRunsError as error:
            told = f" ({error})" if str(error) else ""
            raise CommandError(
                f"another worker runs on this database{told}; this one ends and has done nothing",
                returncode=ANOTHER_RUNS,
            ) from None

    def _work(self, clock: Clock, batch: bool) -> None:
        # There is one worker per database, so tasks that are still RUNNING were interrupted. All tasks are idempotent.
        DBTaskResult.objects.filter(status="RUNNING").update(status="READY", started_at=None, worker_ids=[])
        for task in startup_tasks:
            task.enqueue()
        if batch:
            clock.tick()
        else:
            clock.start()
        try:
            call_command("db_worker", interval=0.3, startup_delay=False, reload=False, batch=batch, verbosity=0)
        finally:
            clock.stop()
