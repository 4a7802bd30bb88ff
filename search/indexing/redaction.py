"""Delete the stored words of an entry at once, when consent for them was withdrawn."""

from django.db import transaction

from search.engines.registry import database_engine
from search.indexing import updates
from search.models import IndexUpdate, SearchPassage


def delete_stored_passages(entry_id: int) -> None:
    """Take the stored words of an entry away now; what may still be read is read again after the commit."""
    with transaction.atomic():
        updates.update_entries([entry_id])
        update = IndexUpdate.objects.filter(engine=database_engine().name, entry_id=entry_id).order_by("pk").last()
        SearchPassage.objects.filter(entry_id=entry_id).delete()
        database_engine().write(entry_id, update.target_version, [])
