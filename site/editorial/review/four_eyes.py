"""Four eyes: who publishes did not make the last change of content, and no two steps are decided by the same person.

A chief editor may take a step over, also after an own change, with a reason (`editorial.review.take_over`). The rule is
asked below every way in: at the page that goes live, at the version that is planned, at the step that is approved.
"""

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision, TaskState

from accounts.acting import RefusedError, get_act
from editorial.content_changes import find_last_editor
from editorial.models import ReviewStep


class SecondPairError(RefusedError):
    """Somebody else has to look first."""

    def __init__(self, message: str, page: Page):
        super().__init__(
            message, url=reverse("wagtailadmin_pages:edit", args=[page.pk]), label=_("To the page")
        )  # fmt: skip
        self.page_id = page.pk


def require_second_pair(page: Page, revision: Revision | None) -> None:
    """Raise SecondPairError when the acting user would publish a version of which they made the last change themselves."""
    act = get_act()
    if act is None or revision is None or page.pk in act.taken_over:
        return
    if find_last_editor(page, revision) == act.user.pk:
        raise SecondPairError(describe_own_change(page), page)


def require_other_reviewer(state: TaskState, page: Page) -> None:
    """Raise SecondPairError when the acting user also decided the step before; a step that was taken over may be."""
    act = get_act()
    if act is None:
        return
    if ReviewStep.is_taken_over_by(state, act.user):
        act.taken_over.add(page.pk)
    elif page.pk not in act.taken_over and find_own_approval(state, act.user):
        raise SecondPairError(describe_own_step(page), page)


def find_own_approval(state: TaskState, user) -> TaskState | None:
    """Return the step before this one that a user approved themselves, in the same round."""
    approved = TaskState.objects.filter(
        workflow_state=state.workflow_state_id, status=TaskState.STATUS_APPROVED, finished_by=user
    )
    return approved.exclude(task=state.task_id).first()


def describe_own_change(page: Page) -> str:
    """Return why somebody does not publish what they changed last."""
    return _(
        "You made the last change of “%(title)s” yourself, so somebody else publishes it. Send it to the board, or take the"
        " step over with a reason. Nothing was published."
    ) % {"title": page.get_admin_display_title()}


def describe_own_step(page: Page) -> str:
    """Return why somebody does not decide two steps in a row."""
    return _(
        "You approved the step before of “%(title)s” yourself, so somebody else decides on this one. Nothing was approved."
    ) % {"title": page.get_admin_display_title()}
