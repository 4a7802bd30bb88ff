"""Does the background work: `manage.py worker`. Stopping it loses nothing, starting it catches up."""

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django_tasks_db.models import DBTaskResult

from core.extensions import startup_tasks


class Command(BaseCommand):
    """Run the queue, after taking up what an earlier worker left half-way."""

    help = "Run background work until SIGTERM"

    def add_arguments(self, parser):
        """Add --batch."""
        parser.add_argument("--batch", action="store_true", help="do what waits, then stop")

    def handle(self, **options):
        """Take up, then run."""
        # One worker per database: what still says "running" was cut off. Every task may be repeated.
        DBTaskResult.objects.filter(status="RUNNING").update(status="READY", started_at=None, worker_ids=[])
        for task in startup_tasks:
            task.enqueue()
        call_command("db_worker", interval=0.3, startup_delay=False, reload=False, batch=options["batch"], verbosity=0)
