"""What waits for a user, in one list: steps that they may decide, and their pieces that came back.

The questions themselves are `editorial.workflow_state`'s; start page, inbox, calendar and mail ask here.
"""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page, TaskState

from editorial import workflow_state
from editorial.review_messages import say_returned
from editorial.step_names import name_task


@dataclass(frozen=True)
class Waiting:
    """A page that waits for somebody: why, and until when (None: no date was set)."""

    page: Page
    note: str
    due: date | None = None
    icon: str = "tasks"

    @property
    def url(self) -> str:
        """Address of the page's form."""
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])


def find_waiting(user) -> list[Waiting]:
    """Return what waits for a user: steps by their due date, then what came back."""
    steps = [
        Waiting(step.page, _("waits for you: %(task)s") % {"task": name_task(step.task)}, step.due)
        for step in workflow_state.find_waiting(user)
        if step.reviewer is None or step.reviewer.pk == user.pk or user.is_superuser
    ]
    return [*steps, *_find_returned(user)]


def find_due_steps(last: date) -> list[tuple[TaskState, Page, date]]:
    """Return (state, page, due date) of the steps of everybody that are due by `last`, the first due first."""
    steps = workflow_state.find_waiting()
    return [(step.state, step.page, step.due) for step in steps if step.due is not None and step.due <= last]


def _find_returned(user) -> list[Waiting]:
    return [
        Waiting(one.page, say_returned(one.returned_by, one.since, one.reason) if one.since else "", icon="comment")
        for one in workflow_state.find_returned(user)
    ]
