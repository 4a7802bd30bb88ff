"""`manage.py worker`: run background tasks until SIGTERM; interrupted tasks are run again at the next start."""

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django_tasks_db.models import DBTaskResult

from core.extensions import startup_tasks


class Command(BaseCommand):
    """Reset interrupted tasks, queue the start-up tasks, and run `db_worker`."""

    help = "Run background work until SIGTERM"

    def add_arguments(self, parser):
        """Add `--batch`."""
        parser.add_argument("--batch", action="store_true", help="do what waits, then stop")

    def handle(self, **options):
        """Run the worker."""
        # There is one worker per database, so tasks that are still RUNNING were interrupted. All tasks are idempotent.
        DBTaskResult.objects.filter(status="RUNNING").update(status="READY", started_at=None, worker_ids=[])
        for task in startup_tasks:
            task.enqueue()
        call_command("db_worker", interval=0.3, startup_delay=False, reload=False, batch=options["batch"], verbosity=0)
