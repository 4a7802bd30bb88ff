"""Run the daily job of search now: `manage.py mail_saved_searches`. The worker runs it every day."""

from django.core.management.base import BaseCommand

from search.saved_searches import schedule


class Command(BaseCommand):
    """Mail new results of saved searches and delete old queries."""

    help = "Mail what is new to who asked for it; delete old queries"

    def handle(self, **options):
        """Run the job and print its summary."""
        self.stdout.write(schedule.run_daily())
