"""Tables of the database engine. They hold derived data only, so they are not created by migrations."""

from django.db import transaction

from search.engines.database import has_table
from search.engines.registry import database_engine
from search.engines.versions import index_version
from search.models import IndexedEntry, IndexState, SearchPassage


def on_post_migrate(sender, **kwargs) -> None:
    """Create missing tables after `migrate`; recreate them if there are no passages."""
    if kwargs.get("using", "default") != "default" or not has_table(IndexState._meta.db_table):
        return
    engine = database_engine()
    with transaction.atomic():
        if SearchPassage.objects.exists():
            engine.create_tables()
            return
        engine.drop()
        engine.create_tables()
        IndexedEntry.objects.all().delete()
        IndexState.objects.update_or_create(engine=engine.name, defaults={"version": index_version(), "building": ""})
