"""Who looks after a step, and until when: made with each step, and kept when the page comes back to it."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models import F, Q
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Page, TaskState
from wagtail.signals import task_submitted

from editorial.models import BoardTask, ReviewStep
from editorial.workflow_state import DUE_AFTER

PERMISSION = "editorial.take_over_step"


@receiver(task_submitted, dispatch_uid="editorial.review_step")
def start_step(sender, instance, **kwargs) -> None:
    """Give a step that begins its due date, and the reviewer that it had the time before."""
    if isinstance(instance.workflow_state.content_object, Page):
        get_step(instance)


def get_step(state: TaskState) -> ReviewStep:
    """Return what is agreed about the step of a task state, made where it is missing."""
    before = ReviewStep.objects.filter(
        task_state__workflow_state=state.workflow_state_id, task_state__task=state.task_id, reviewer__isnull=False
    )
    before = before.exclude(task_state=state.pk).exclude(reviewer=F("taken_over_by"))  # who took it over did so once
    last = before.order_by("-task_state__started_at").first()
    due = timezone.localdate(state.started_at) + timedelta(days=DUE_AFTER)
    step, _made = ReviewStep.objects.get_or_create(
        task_state_id=state.pk, defaults={"due": due, "reviewer": last.reviewer if last else None}
    )
    return step


def find_reviewers(state: TaskState):
    """Return the users who may act on the step of a task state: who decides on it, and who may take it over."""
    groups = BoardTask.groups.through.objects.filter(boardtask=state.task_id).values("group")
    app, codename = PERMISSION.split(".")
    over = Group.objects.filter(permissions__codename=codename, permissions__content_type__app_label=app).values("pk")
    act = Q(groups__in=groups) | Q(groups__in=over) | Q(is_superuser=True)
    users = get_user_model().objects.filter(act, is_active=True)
    return users.distinct().order_by("first_name", "last_name", "username")
