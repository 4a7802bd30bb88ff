"""`manage.py load_demo`: load the example content."""

from django.core.management.base import BaseCommand

from demo.loader import load


class Command(BaseCommand):
    """Create what is missing of the example content, in one transaction."""

    help = "Load the example content: makes what is missing, never touches what exists."

    def add_arguments(self, parser):
        """Add `--if-empty`."""
        parser.add_argument("--if-empty", action="store_true", help="do nothing unless the site has no content at all")

    def handle(self, *args, if_empty=False, **options):
        """Load the content and report the numbers."""
        made = load(only_if_empty=if_empty)
        if options["verbosity"]:
            self.stdout.write(
                f"Example content: {made.pages} pages, {made.records} records, {made.logins} logins made."
            )
