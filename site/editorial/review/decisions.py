"""Decisions on a page outside its form: on translations, and of who looks after a step.

Each raises PermissionDenied when the user may not. What is sent as a translation is written into a version first.
"""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, TaskState, WorkflowState

from editorial.inbox.keys import name_asked
from editorial.inbox.models import Notice
from editorial.inbox.notices import notify
from editorial.models import CoAuthor, ReviewStep
from editorial.review.assignment import get_step
from editorial.review.reviewers import find_reviewers
from editorial.review.take_over import may_take_over


def may_send(user, page: Page) -> bool:
    """Return whether a user may send a page to the board now; an alias has no version of its own to send."""
    permissions = page.permissions_for_user(user)
    return page.alias_of_id is None and permissions.can_edit() and permissions.can_submit_for_moderation()


def may_decide(user, state: TaskState | None, page: Page) -> bool:
    """Return whether a user may decide on the step that a page waits for."""
    return state is not None and bool(state.task.specific.get_actions(page, user))


def may_arrange(user, state: TaskState | None, page: Page) -> bool:
    """Return whether a user may say who looks after the step, and until when."""
    return state is not None and (may_decide(user, state, page) or may_take_over(user, page))


def may_share(user, page: Page) -> bool:
    """Return whether a user may say with whom a page is shared: its owner, and a chief editor."""
    return page.permissions_for_user(user).can_edit() and (page.owner_id == user.pk or may_take_over(user, page))


@transaction.atomic
def send(page: Page, user) -> None:
    """Send a page to the board, or send it again after it came back."""
    _lock(page)
    if not may_send(user, page):
        raise PermissionDenied
    state = page.current_workflow_state
    if state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(user)
    else:
        page.get_workflow().start(page.specific_deferred, user)


@transaction.atomic
def decide(page: Page, user, action: str, comment: str = "") -> None:
    """Approve or reject (`action`) the step that a page waits for."""
    _lock(page)
    state = page.current_workflow_task_state
    if state is None or not may_decide(user, state, page):
        raise PermissionDenied
    state.task.specific.on_action(state, user, action, comment=comment)


@transaction.atomic
def withdraw(page: Page, user) -> None:
    """Take a page back from the board."""
    _lock(page)
    state = page.current_workflow_state
    if state is None or not (state.user_can_cancel(user) or may_take_over(user, page)):
        raise PermissionDenied
    state.cancel(user=user)


def look(page: Page, user, is_looking: bool = True) -> None:
    """Say that a user is looking at a page that waits, or is not any more."""
    step = _get_arranged(page, user)
    step.looking, step.looking_since = (user, timezone.now()) if is_looking else (None, None)
    step.save(update_fields=["looking", "looking_since"])


@transaction.atomic
def arrange(page: Page, user, reviewer_id: int | None, due: date | None) -> None:
    """Say who looks after the step that a page waits for, and until when; the reviewer is one of those who decide, and is told."""
    step = _get_arranged(page, user)
    reviewer = find_reviewers(step.task_state).filter(pk=reviewer_id).first() if reviewer_id else None
    if reviewer_id and reviewer is None:
        raise PermissionDenied
    is_new = reviewer is not None and reviewer.pk != step.reviewer_id
    step.reviewer, step.due = reviewer, due
    step.save(update_fields=["reviewer", "due"])
    if is_new:
        state = step.task_state
        notify([reviewer], Notice.Kind.REVIEW, page, name_asked(state), user, state.pk)


def share(page: Page, user, other) -> None:
    """Let somebody write along."""
    if not may_share(user, page) or not other.is_active:
        raise PermissionDenied
    CoAuthor.objects.get_or_create(page=page, user=other, defaults={"added_by": user})


def stop_sharing(page: Page, user, other_id: int) -> None:
    """End that somebody writes along; everybody may leave by themselves."""
    if other_id != user.pk and not may_share(user, page):
        raise PermissionDenied
    CoAuthor.objects.filter(page=page, user=other_id).delete()


def _get_arranged(page: Page, user) -> ReviewStep:
    state = page.current_workflow_task_state
    if state is None or not may_arrange(user, state, page):
        raise PermissionDenied
    return get_step(state)


def _lock(page: Page) -> None:
    Page.objects.select_for_update(no_key=True).filter(pk=page.pk).first()
