"""Background tasks that follow from consents: rewrite pages, and trim recordings to the part that may stay."""

from django_tasks import task

from talkshows.consent.rewrite import rewrite_due
from talkshows.consent.trim import trim_restricted
from talkshows.models import Consent


@task()
def trim_recordings(entry_key: str) -> int:
    """Trim and publish the recordings of an entry; return the number of new files."""
    return trim_restricted(entry_key)


@task()
def trim_waiting() -> int:
    """Enqueue `trim_recordings` for every entry with a pending trim; runs when a worker starts. Return how many."""
    keys = Consent.objects.ended().filter(cut=Consent.TrimStatus.WAITING).values_list("entry_key", flat=True).distinct()
    for key in list(keys):
        trim_recordings.enqueue(str(key))
    return len(keys)


@task()
def rewrite_ended() -> int:
    """Take the names of guests whose consent has ended out of their pages; also runs when a worker starts. Return how many."""
    return rewrite_due()
