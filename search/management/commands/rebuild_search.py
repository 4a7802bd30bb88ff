"""Rebuild the whole index: `manage.py rebuild_search`."""

from django.core.management.base import BaseCommand, CommandError

from search.engines.base import EngineUnavailableError
from search.indexing.rebuild import count_indexed
from search.tasks import rebuild_now_or_later


class Command(BaseCommand):
    """Rebuild next to the live index, which serves queries until the new one is complete."""

    help = "Rebuild passages and index"

    def handle(self, **options):
        """Rebuild passages and every engine, and print their number."""
        try:
            late = rebuild_now_or_later()
        except EngineUnavailableError as error:
            raise CommandError(f"nothing is rebuilt: the database does not answer ({error})") from None
        number, passages = count_indexed()
        self.stdout.write(f"{passages} passages of {number} entries")
        if late:
            raise CommandError(late)
