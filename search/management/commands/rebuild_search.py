"""Writes the whole index again: `manage.py rebuild_search`."""

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction

from core.models import EntryPage
from search import indexing
from search.models import SearchPassage


class Command(BaseCommand):
    """Rebuild in one transaction: readers find by the old index until the new one stands."""

    help = "Rebuild passages and index"

    def handle(self, **options):
        """Refresh every public entry, drop what is gone, then let the engine index its own models."""
        with transaction.atomic():
            pks = set(EntryPage.objects.readable().values_list("pk", flat=True))
            old = set(SearchPassage.objects.values_list("entry_id", flat=True))
            number = sum(indexing.refresh_entry(pk) for pk in sorted(pks | old))
        call_command("update_index", verbosity=0)
        self.stdout.write(f"{number} passages of {len(pks)} entries")
