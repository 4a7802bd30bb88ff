"""Rebuild the whole index: `manage.py rebuild_search`."""

from django.core.management.base import BaseCommand

from search.indexing import rebuild


class Command(BaseCommand):
    """Rebuild next to the live index, which serves queries until the new one is complete."""

    help = "Rebuild passages and index"

    def handle(self, **options):
        """Rebuild passages and every engine, and print their number."""
        number, passages = rebuild.rebuild_all()
        self.stdout.write(f"{passages} passages of {number} entries")
