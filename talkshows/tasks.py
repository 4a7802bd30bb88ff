"""Background tasks of recordings: trimming them to the part that may stay."""

from django_tasks import task

from talkshows.consent.trim import trim_restricted
from talkshows.models import Consent


@task()
def trim_recordings(entry_key: str) -> int:
    """Trim and publish what may stay of an entry's recordings; return how many."""
    return trim_restricted(entry_key)


@task()
def trim_waiting() -> int:
    """Queue every entry that waits for trimming, when a worker starts; return how many."""
    keys = Consent.objects.over().filter(cut=Consent.Cut.WAITING).values_list("entry_key", flat=True).distinct()
    for key in list(keys):
        trim_recordings.enqueue(str(key))
    return len(keys)
