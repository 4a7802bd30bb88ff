"""Who sends a page back says why, by whatever way: asked below every view."""

from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page, TaskState

from accounts.acting import RefusedError, get_act
from editorial.review.take_over import is_reason


class MissingReasonError(RefusedError):
    """A page was sent back without words."""

    status = 400


@receiver(pre_save, dispatch_uid="editorial.return_reason")
def require_reason(sender, instance, raw=False, **kwargs) -> None:
    """Refuse to send a page back without a reason."""
    is_return = isinstance(instance, TaskState) and instance.status == TaskState.STATUS_REJECTED
    if raw or not is_return or get_act() is None or is_reason(instance.comment):
        return
    page = instance.workflow_state.content_object
    if not isinstance(page, Page):
        return
    before = TaskState.objects.filter(pk=instance.pk).values_list("status", flat=True).first()
    if before == TaskState.STATUS_IN_PROGRESS:
        raise MissingReasonError(
            _("Nothing was sent back: write down what has to be changed."),
            url=reverse("wagtailadmin_pages:edit", args=[page.pk]),
            label=_("To the page"),
        )
