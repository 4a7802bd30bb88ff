"""Does what search does once a day, now: `manage.py mail_saved_searches`. The worker does it by itself."""

from django.core.management.base import BaseCommand

from search.saved_searches import schedule


class Command(BaseCommand):
    """Mail what is new, delete what need not be kept."""

    help = "Mail what is new to who asked for it; delete unconfirmed searches and old queries"

    def handle(self, **options):
        """Run and say what was done."""
        self.stdout.write(schedule.run_daily())
