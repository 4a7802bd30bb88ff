"""Changes a date from its small form. Each asks for the same rights as the form of the page, and tells in the history."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from editorial.calendar.kinds import Kind
from editorial.calendar.models import ReviewDate
from editorial.models import ReviewStep
from editorial.workflow_state import find_step


def may_change(user, page: Page, kind: str) -> bool:
    """Return whether a user may change this date of a page."""
    rights = page.permissions_for_user(user)
    return rights.can_publish() if kind == Kind.PLANNED else rights.can_edit() and not rights.page_locked()


def find_planned_revision(page: Page) -> Revision | None:
    """Return the version of a page that is planned, or None."""
    return page.revisions.filter(approved_go_live_at__isnull=False).order_by("approved_go_live_at").first()


def find_step_of(page: Page) -> ReviewStep | None:
    """Return what was agreed about the step that a page waits for, or None."""
    state = page.current_workflow_task_state
    return find_step(state) if state is not None else None


def set_due(page: Page, due: date) -> None:
    """Set the day by which the step that a page waits for is to be decided."""
    step = find_step_of(page)
    if step is not None:
        step.due = due
        step.save(update_fields=["due"])


def set_review_day(page: Page, day: date | None) -> None:
    """Set the day on which to look at a page again, or leave it to its kind."""
    if day is None:
        ReviewDate.objects.filter(page=page).delete()
    else:
        ReviewDate.objects.update_or_create(page=page, defaults={"day": day})


def replan(page: Page, moment: datetime, user) -> None:
    """Let the planned version of a page go live at another moment; what it holds stays."""
    with transaction.atomic():
        revision = page.revisions.select_for_update().filter(approved_go_live_at__isnull=False).first()
        if revision is None:
            raise PermissionDenied
        content = {**revision.content, "go_live_at": moment.isoformat()}
        # Not by `save()`: what is planned is locked for everybody, and only its moment changes.
        Revision.objects.filter(pk=revision.pk).update(content=content, approved_go_live_at=moment)
        data = {"revision": {"id": revision.pk, "go_live_at": moment.isoformat(), "has_live_version": page.live}}
        log(page, "wagtail.publish.schedule", user=user, revision=revision, data=data)


def save_event(page: Page, user) -> Revision:
    """Save the changed dates of an event as a draft: on a public page they go on the site by the board's way."""
    return page.save_revision(user=user, log_action=True, clean=False)
