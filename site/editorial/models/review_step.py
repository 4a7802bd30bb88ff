"""Who looks after a step of the workflow, and until when."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ReviewStep(models.Model):
    """What people agreed about one step that a page waits for: reviewer, due date, who is looking, who took it over."""

    wagtail_reference_index_ignore = True

    task_state = models.OneToOneField("wagtailcore.TaskState", on_delete=models.CASCADE, related_name="review_step")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+",
        verbose_name=_("reviewer"),
    )  # fmt: skip
    due = models.DateField(_("to be done by"), null=True, blank=True, db_index=True)
    looking = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    looking_since = models.DateTimeField(null=True)
    taken_over_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    taken_over_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return str(self.task_state_id)

    @classmethod
    def is_taken_over_by(cls, state, user) -> bool:
        """Return whether a user took over the step of a task state."""
        return cls.objects.filter(task_state_id=state.pk, taken_over_by_id=user.pk).exists()

    @property
    def is_overdue(self) -> bool:
        """Whether the day by which it was to be done has passed."""
        return self.due is not None and self.due < timezone.localdate()
