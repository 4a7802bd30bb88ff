"""Background work of recordings: cutting out the part that may stay."""

from django_tasks import task


@task()
def cut_recordings(entry_key: str) -> int:
    """Cut and publish what may stay of an entry's recordings; return how many."""
    from talkshows.cut_versions import cut_held  # noqa: PLC0415 -- tasks are found before the models are ready

    return cut_held(entry_key)


@task()
def cut_waiting() -> int:
    """Queue every entry that waits for a cut; run when a worker starts."""
    from talkshows.models import Consent  # noqa: PLC0415 -- tasks are found before the models are ready

    keys = Consent.objects.over().filter(cut=Consent.Cut.WAITING).values_list("entry_key", flat=True).distinct()
    for key in list(keys):
        cut_recordings.enqueue(str(key))
    return len(keys)
