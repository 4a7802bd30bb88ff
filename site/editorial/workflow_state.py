"""Who waits for what, since when and until when: plain queries over Wagtail's workflow, for screens, mails and reports.

Each list takes the same number of queries, however long it is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, TaskState, WorkflowState

from editorial.edit_grants import is_commenter
from editorial.models import BoardTask, CoAuthor, ReviewStep
from editorial.review.reviewers import has_reviewer
from editorial.step_names import name_holder

DUE_AFTER = 7  # days that a step may take when nobody says otherwise
TAKE_OVER = "editorial.take_over"  # action in the log


@dataclass(frozen=True)
class WaitingStep:
    """A page that waits for a decision: `task` is the stored name of the step (`editorial.step_names`); `reviewer` (`editorial.review.reviewers`) and `looking` are users or None."""

    page: Page
    state: TaskState
    task: str
    since: datetime
    due: date | None
    reviewer: object | None
    looking: object | None
    looking_since: datetime | None
    sent_by: object | None

    @property
    def is_overdue(self) -> bool:
        """Whether the day by which it was to be done has passed."""
        return self.due is not None and self.due < timezone.localdate()

    @property
    def holder(self) -> str:
        """Who has the page, in words."""
        return name_holder(self.task)


@dataclass(frozen=True)
class ReturnedPage:
    """A page that was sent back: who writes it is to change it. `returned_by` is a user or None."""

    page: Page
    since: datetime | None
    returned_by: object | None
    reason: str
    sent_by: object | None


@dataclass(frozen=True)
class TakeOver:
    """A step that somebody took over, with the reason."""

    page: Page
    user: object | None
    at: datetime
    task: str
    reason: str


def find_waiting(user=None, pages: Iterable[int] | None = None) -> list[WaitingStep]:
    """Return what waits for a decision, the first due first: of everybody, or what `user` may decide; of `pages` only, if given."""
    states = _waiting_states()
    if user is not None:
        states = states.filter(_decidable_by(user))
    if pages is not None:
        states = states.filter(workflow_state__object_id__in=[str(pk) for pk in pages])
    found = [_describe(state, page) for state, page in _with_pages(states, lambda state: state.workflow_state)]
    return sorted(found, key=lambda step: (step.due or date.max, step.since))


def find_sent_by(user) -> list[WaitingStep]:
    """Return what waits and was sent by `user`, or is owned by them: of these they want to know how it goes."""
    return [step for step in find_waiting() if user.pk in {getattr(step.sent_by, "pk", None), step.page.owner_id}]


def find_returned(user=None) -> list[ReturnedPage]:
    """Return what was sent back and not sent again, the last first: of everybody, or of who sent it, owns it or shares it."""
    states = WorkflowState.objects.filter(_of_pages(), status=WorkflowState.STATUS_NEEDS_CHANGES)
    states = states.select_related("current_task_state__finished_by", "requested_by").order_by("-created_at")
    shared = _find_shared(user) if user is not None else set()
    found = []
    for state, page in _with_pages(states, lambda state: state):
        task = state.current_task_state
        if user is not None and user.pk not in {state.requested_by_id, page.owner_id} and page.pk not in shared:
            continue
        found.append(
            ReturnedPage(
                page, task.finished_at if task else None, task.finished_by if task else None,
                task.comment if task else "", state.requested_by,
            )
        )  # fmt: skip
    return found


def find_writers(page: Page) -> list:
    """Return the users who write a page: its owner, and with whom it is shared but who only reads along."""
    shared = CoAuthor.objects.filter(page=page.pk).select_related("user").order_by("added_at", "pk")
    return [page.owner, *(one.user for one in shared if not is_commenter(one.user))]


def find_take_overs(since: datetime | None = None, limit: int = 20) -> list[TakeOver]:
    """Return the steps that were taken over, the last first."""
    entries = PageLogEntry.objects.filter(action=TAKE_OVER).select_related("page", "user").order_by("-timestamp", "-pk")
    if since is not None:
        entries = entries.filter(timestamp__gte=since)
    return [
        TakeOver(one.page, one.user, one.timestamp, one.data.get("task", ""), one.data.get("reason", ""))
        for one in entries[:limit]
    ]


def find_step(state: TaskState) -> ReviewStep | None:
    """Return what was agreed about the step of a task state."""
    return ReviewStep.objects.filter(task_state=state).select_related("reviewer", "looking", "taken_over_by").first()


def find_taken_back(page: Page) -> TaskState | None:
    """Return the step from which a page was taken back, unless it was sent or published since."""
    last = page.workflow_states.select_related("current_task_state__finished_by").order_by("-created_at", "-pk").first()
    state = last.current_task_state if last is not None and last.status == WorkflowState.STATUS_CANCELLED else None
    if state is None or state.finished_at is None or state.revision_id is None:
        return None
    return state if page.live_revision_id is None or state.revision_id > page.live_revision_id else None


def _find_shared(user) -> set[int]:
    """Return the ids of the pages that are shared with a user who writes them too."""
    if is_commenter(user):
        return set()
    return set(CoAuthor.objects.filter(user=user).values_list("page", flat=True))


def _waiting_states() -> QuerySet:
    in_progress = Q(status=TaskState.STATUS_IN_PROGRESS, workflow_state__status=WorkflowState.STATUS_IN_PROGRESS)
    states = TaskState.objects.filter(in_progress, _of_pages("workflow_state__"))
    states = states.annotate(has_reviewer=has_reviewer())
    return states.select_related(
        "task", "workflow_state__requested_by", "review_step__reviewer", "review_step__looking"
    ).order_by("started_at", "pk")


def _of_pages(prefix: str = "") -> Q:
    return Q(**{f"{prefix}base_content_type": ContentType.objects.get_for_model(Page)})


def _decidable_by(user) -> Q:
    """Return the condition that a step is a user's: a member of its groups, who took it over, or who was chosen for it."""
    if user.is_superuser:
        return Q()
    tasks = BoardTask.objects.filter(groups__user=user).values("pk")
    return Q(task__in=tasks) | Q(review_step__taken_over_by=user) | Q(review_step__reviewer=user, has_reviewer=True)


def _with_pages(states: QuerySet, get_workflow_state) -> list[tuple]:
    """Return (state, page) of the states whose page still exists; one query for the pages of all."""
    rows = list(states)
    keys = {int(get_workflow_state(row).object_id) for row in rows}
    pages = {page.pk: page for page in Page.objects.filter(pk__in=keys).select_related("owner", "locale")}
    found = [(row, pages.get(int(get_workflow_state(row).object_id))) for row in rows]
    return [(row, page) for row, page in found if page is not None]


def _describe(state: TaskState, page: Page) -> WaitingStep:
    step = getattr(state, "review_step", None)
    return WaitingStep(
        page, state, state.task.name, state.started_at, step.due if step else None, step.reviewer if state.has_reviewer else None,
        step.looking if step else None, step.looking_since if step else None, state.workflow_state.requested_by,
    )  # fmt: skip
