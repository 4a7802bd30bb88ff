"""Background work of the index. A task is a row of the database, written with what it is about."""

from django.utils import timezone
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


@task()
def ask_to_confirm(key: str, tries: int = 0) -> str:
    """Mail the link that confirms a saved search; the task knows its key, not the address."""
    from core.tasks import MAX_TRIES, wait_before  # noqa: PLC0415 -- tasks are found before the models are ready
    from search import saving  # noqa: PLC0415 -- tasks are found before the models are ready
    from search.models import SavedSearch  # noqa: PLC0415 -- tasks are found before the models are ready

    saved = SavedSearch.objects.filter(pk=key, confirmed_at=None).first()
    if saved is None:
        return "gone"
    try:
        saving.ask_to_confirm(saved)
    except Exception:
        if tries + 1 < MAX_TRIES:
            ask_to_confirm.using(run_after=timezone.now() + wait_before(tries + 1)).enqueue(key, tries + 1)
        return "later"
    return "sent"


@task()
def daily() -> str:
    """Do what search does once a day, and come back tomorrow: saved searches, and what was asked."""
    from search import daily as work  # noqa: PLC0415 -- tasks are found before the models are ready

    try:
        return work.run()
    finally:
        work.come_back(daily)
