"""Who looks after a step, and until when: made with each step, and kept when the page comes back to it."""

from datetime import timedelta

from django.db.models import F
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Page, TaskState
from wagtail.signals import task_submitted

from editorial.models import ReviewStep
from editorial.review.reviewers import has_reviewer
from editorial.workflow_state import DUE_AFTER


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
    before = before.annotate(may_act=has_reviewer("task_state__task", "reviewer"))
    last = before.order_by("-task_state__started_at").first()
    due = timezone.localdate(state.started_at) + timedelta(days=DUE_AFTER)
    step, _made = ReviewStep.objects.get_or_create(
        task_state_id=state.pk, defaults={"due": due, "reviewer": last.reviewer if last and last.may_act else None}
    )
    return step
