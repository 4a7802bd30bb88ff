"""What waits for a user: steps of the workflow that they may decide, and their pieces that came back.

Start page, inbox and calendar ask here; this is the only place that knows how a step and its due date are stored.
"""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import TaskState, WorkflowState

from editorial.review_messages import format_remark

MAX_WAITING = 50


@dataclass(frozen=True)
class Waiting:
    """A page that waits for somebody: why, and until when (None: no date was set)."""

    page: object
    note: str
    due: date | None = None
    icon: str = "tasks"

    @property
    def url(self) -> str:
        """Address of the page's form."""
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])


def find_waiting(user) -> list[Waiting]:
    """Return what waits for a user: what is due first, then what waits longest."""
    found = [*_find_steps(user), *_find_returned(user)]
    return sorted(found, key=lambda one: (one.due is None, one.due or date.max))


def _find_steps(user) -> list[Waiting]:
    states = TaskState.objects.reviewable_by(user).filter(status=TaskState.STATUS_IN_PROGRESS)
    states = states.select_related("task", "workflow_state").order_by("started_at")[:MAX_WAITING]
    return [
        Waiting(page, _("waits for you: %(task)s") % {"task": state.task.name})
        for state in states
        if (page := state.workflow_state.content_object) is not None
    ]


def _find_returned(user) -> list[Waiting]:
    states = WorkflowState.objects.filter(requested_by=user, status=WorkflowState.STATUS_NEEDS_CHANGES)
    states = states.select_related("current_task_state__finished_by").order_by("-created_at")[:MAX_WAITING]
    return [
        Waiting(page, format_remark(state.current_task_state), icon="comment")
        for state in states
        if (page := state.content_object) is not None
    ]
