"""Writes the whole index again: `manage.py rebuild_search`."""

from django.core.management.base import BaseCommand

from search.indexing import rebuild


class Command(BaseCommand):
    """Rebuild beside the index in use: readers find by the old one until the new one stands."""

    help = "Rebuild passages and index"

    def handle(self, **options):
        """Read every public entry again, then rebuild each engine."""
        number, passages = rebuild.rebuild_all()
        self.stdout.write(f"{passages} passages of {number} entries")
