"""A step that somebody takes over: why is written into the log, which the start page shows."""

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, TaskState

from accounts.acting import get_act
from editorial.review.assignment import get_step
from editorial.review.reviewers import PERMISSION
from editorial.workflow_state import TAKE_OVER

REASON_FIELD = "board-reason"  # POST field with the words of who takes over
REMARK_FIELD = "board-remark"  # and of who sends back
SHORTEST = 3  # characters: a full stop is no reason


def may_take_over(user, page: Page) -> bool:
    """Return whether a user may take over the steps of a page: they publish it, and their role says so."""
    return user.has_perm(PERMISSION) and page.permissions_for_user(user).can_publish()


def is_reason(text: str) -> bool:
    """Return whether words are a reason."""
    return len(text.strip()) >= SHORTEST


def take_over_step(state: TaskState, page: Page, user, reason: str) -> None:
    """Let a user decide the step that a page waits for; raise PermissionDenied when they may not, ValueError without reason."""
    _require(user, page, reason)
    step = get_step(state)
    step.taken_over_by, step.taken_over_at, step.reason = user, timezone.now(), reason.strip()
    step.reviewer = user  # from now on it waits for them; the others are not asked any more
    step.save(update_fields=["taken_over_by", "taken_over_at", "reason", "reviewer"])
    _write(page, user, state.task.name, reason)


def take_over_publication(page: Page, user, reason: str) -> None:
    """Let the acting user publish an own change within this request, with a reason."""
    _require(user, page, reason)
    act = get_act()
    if act is not None:
        act.taken_over.add(page.pk)
    _write(page, user, _("publish"), reason)


def _require(user, page: Page, reason: str) -> None:
    if not may_take_over(user, page):
        raise PermissionDenied
    if not is_reason(reason):
        raise ValueError(_("Write down why you take this over: colleagues read it."))


def _write(page: Page, user, task: str, reason: str) -> None:
    log(
        instance=page.specific_deferred, action=TAKE_OVER, user=user, data={"task": str(task), "reason": reason.strip()}
    )
