"""Who may act on a step of the workflow, and who of them was chosen to look after it."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.models import TaskState

from editorial.models import BoardTask, ReviewStep

PERMISSION = "editorial.take_over_step"


def find_reviewers(state: TaskState) -> QuerySet:
    """Return the users who may act on the step of a task state: who decides on it, and who may take it over."""
    return _find_users(state.task_id).order_by("first_name", "last_name", "username")


def find_reviewer(state: TaskState):
    """Return the user who was chosen for the step of a task state, or None; see `has_reviewer`."""
    steps = ReviewStep.objects.filter(has_reviewer("task_state__task", "reviewer"), task_state=state.pk)
    step = steps.select_related("reviewer").first()
    return step.reviewer if step is not None else None


def has_reviewer(task: str = "task", reviewer: str = "review_step__reviewer") -> Exists:
    """Return the condition that somebody was chosen for a step and may act on it.

    A reviewer whose account was closed, or who lost the role, counts as none: the step waits for everybody who may decide.
    """
    return Exists(_find_users(OuterRef(OuterRef(task))).filter(pk=OuterRef(reviewer)))


def _find_users(task) -> QuerySet:
    groups = BoardTask.groups.through.objects.filter(boardtask=task).values("group")
    app, codename = PERMISSION.split(".")
    over = Group.objects.filter(permissions__codename=codename, permissions__content_type__app_label=app).values("pk")
    act = Q(groups__in=groups) | Q(groups__in=over) | Q(is_superuser=True)
    return get_user_model().objects.filter(act, is_active=True).distinct()
