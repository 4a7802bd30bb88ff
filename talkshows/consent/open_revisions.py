"""The versions of an event that become public or are written on, when the site itself writes another one.

They are saved again behind it: the newest draft stays the newest, a plan keeps its moment, and a review goes on.
"""

from wagtail.models import Revision, TaskState

from talkshows.models.episode import EpisodePage


def find_open_revisions(page: EpisodePage) -> list[Revision]:
    """Return the revisions that become public or are written on: planned ones and the latest, in that order."""
    planned = list(page.revisions.filter(approved_go_live_at__isnull=False).exclude(pk=page.latest_revision_id))
    return [*planned, *filter(None, [page.get_latest_revision()])]


def save_again(original: Revision, draft: EpisodePage) -> None:
    """Save a draft in the place of the revision that it was read from; that one is planned no more."""
    again = draft.save_revision(user=original.user, approved_go_live_at=original.approved_go_live_at, clean=False)
    Revision.objects.filter(pk=original.pk).update(approved_go_live_at=None)
    move_review(original, again)


def move_review(original: Revision | None, again: Revision) -> None:
    """Let a review that is under way be about another revision."""
    states = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS)
    states.filter(revision=original).exclude(revision=None).update(revision=again)
