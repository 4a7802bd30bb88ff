"""`manage.py generate_entries --count N --seed S`: create published entries for load tests."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from core.models import HomePage
from demo.entry_generator import generate


class Command(BaseCommand):
    """Create entries of all kinds; running it again adds none."""

    help = __doc__

    def add_arguments(self, parser):
        """Add `--count` and `--seed`."""
        parser.add_argument("--count", type=int, required=True)
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *args, count: int, seed: int, **options):
        """Create the entries."""
        if count < 0:
            raise CommandError("The count is a number of 0 or more.")
        if not HomePage.objects.exists():
            raise CommandError("The site has no home page yet: run load_demo first.")
        with translation.override("nl"):
            made, late = generate(count, seed)
        self.stdout.write(f"{made} entries made.")
        if late:
            raise CommandError(late)
