"""Full rebuild: passages from the entries, and every engine's index from the passages."""

from collections.abc import Iterator

from django.db import connection, transaction

from core.models import EntryPage
from search.engines.base import Engine, PassageDocument
from search.engines.database import translate_errors
from search.engines.registry import get_engines
from search.indexing import outbox
from search.indexing.writer import iterate_documents, make_documents, make_passages
from search.models import SearchPassage
from search.query.cache import get_curation

BATCH = 100  # entries per transaction


def rebuild_all() -> tuple[int, int]:
    """Rebuild passages and all engines; return the number of entries and of passages."""
    rebuild_database_index(get_engines()[0])
    rebuild_other_indexes()
    return count_indexed()


def rebuild_other_indexes() -> None:
    """Rebuild the indexes beside the database's, from stored passages."""
    for engine in get_engines()[1:]:
        rebuild_engine_index(engine)


def count_indexed() -> tuple[int, int]:
    """Return the number of entries and of passages."""
    number = SearchPassage.objects.order_by().values("entry_id").distinct().count()
    return number, SearchPassage.objects.count()


def rebuild_database_index(database: Engine) -> None:
    """Rebuild passages and the database's index; the old index serves queries until the new one is complete."""
    with translate_errors():
        outbox.reserve_versions()
    database.rebuild(store_all_passages())


def rebuild_engine_index(engine: Engine) -> None:
    """Rebuild an engine's index from stored passages; the old one serves queries until the new one is complete."""
    engine.rebuild(iterate_documents(get_curation().exceptions))


def store_all_passages() -> Iterator[tuple[int, int, list[PassageDocument]]]:
    """Store the passages of every public entry, yield (entry id, version, documents), and delete those of all others.

    Entries keep their version, so that the index of another engine stays valid. Entries published meanwhile have a
    newer version and are skipped.
    """
    public = list(EntryPage.objects.readable().order_by("pk").values_list("pk", flat=True))
    before = _versions()
    exceptions = get_curation().exceptions
    for start in range(0, len(public), BATCH):
        pks = public[start : start + BATCH]
        entries = EntryPage.objects.readable().filter(pk__in=pks).order_by("pk").specific()
        made = {entry.pk: list(make_passages(entry, before.get(entry.pk, 0))) for entry in entries}
        for pk, passages in _store(made, before).items():
            yield pk, before.get(pk, 0), make_documents(passages, exceptions)
    gone = {pk: [] for pk in before.keys() - set(public)}
    for start in range(0, len(gone), BATCH):
        _store(dict(list(gone.items())[start : start + BATCH]), before)


def _versions(**conditions) -> dict[int, int]:
    return dict(SearchPassage.objects.filter(order=0, **conditions).values_list("entry_id", "version"))


@transaction.atomic
def _store(made: dict[int, list[SearchPassage]], before: dict[int, int]) -> dict[int, list[SearchPassage]]:
    """Store the passages of a batch; return those stored, without entries published meanwhile."""
    now = _versions(entry_id__in=made)
    made = {pk: passages for pk, passages in made.items() if now.get(pk) == before.get(pk)}
    # delete() would fetch all passages first; no signal or relation needs that.
    SearchPassage.objects.filter(entry_id__in=made)._raw_delete(connection.alias)
    SearchPassage.objects.bulk_create([passage for passages in made.values() for passage in passages], batch_size=100)
    return made
