"""Background work of the index. A task is a row of the database, written with what it is about."""

from django_tasks import task

from search import indexing


@task()
def refresh_entry(pk: int) -> int:
    """Write the passages of one entry."""
    return indexing.refresh_entry(pk)


@task()
def refresh_below(path: str) -> int:
    """Write the passages of everything at or below a tree path: after a move or a change of who may read."""
    from core.models import EntryPage  # noqa: PLC0415 -- tasks are found before the models are ready

    pks = EntryPage.objects.filter(path__startswith=path).values_list("pk", flat=True)
    return sum(indexing.refresh_entry(pk) for pk in pks)


@task()
def mend() -> int:
    """Refresh whatever differs between index and entries; run when a worker starts."""
    wrong = indexing.compare().pks
    for pk in wrong:
        indexing.refresh_entry(pk)
    return len(wrong)
