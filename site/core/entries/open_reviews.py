"""The review of a draft goes on when the site itself publishes another version of its page."""

from collections.abc import Iterator
from contextlib import contextmanager

from wagtail.models import Revision, WorkflowMixin, WorkflowState

ACTION = "wagtail.publish.scheduled"


@contextmanager
def keep_review(page: WorkflowMixin) -> Iterator[None]:
    """Publish in this block without cancelling the review of a draft, for which Wagtail has a setting of the whole site.

    It cancels a review that it finds; until the end of the block it finds none. To be used in a transaction, which nobody else reads.
    """
    states = {state.pk: state.status for state in page.workflow_states.active()}
    WorkflowState.objects.filter(pk__in=states).update(status=WorkflowState.STATUS_CANCELLED)
    yield
    for pk, status in states.items():
        WorkflowState.objects.filter(pk=pk).update(status=status)


def publish_planned(revision: Revision) -> None:
    """Publish a planned version; what is under review is the latest one, so a review of a later draft goes on."""
    page = revision.content_object
    if not isinstance(page, WorkflowMixin) or revision.is_latest_revision():
        revision.publish(log_action=ACTION)
        return
    with keep_review(page):
        revision.publish(log_action=ACTION)
    # A draft that was written before holds that nothing is on the site: planned in its turn it would take the page off.
    for later in page.revisions.filter(pk=page.latest_revision_id):
        page.revisions.filter(pk=later.pk).update(content={**later.content, "live_revision": revision.pk})
