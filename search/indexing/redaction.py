"""Immediate deletion of an entry's indexed text, when consent is withdrawn."""

from django.db import transaction

from search.engines.registry import database_engine
from search.indexing import updates
from search.models import IndexUpdate, SearchPassage


def delete_stored_passages(entry_id: int) -> None:
    """Delete the passages and the index of an entry now; what stays public is reindexed after the commit."""
    with transaction.atomic():
        updates.update_entries([entry_id])
        update = IndexUpdate.objects.filter(engine=database_engine().name, entry_id=entry_id).order_by("pk").last()
        SearchPassage.objects.filter(entry_id=entry_id).delete()
        database_engine().write(entry_id, update.target_version, [])
