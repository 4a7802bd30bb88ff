"""What a reviewer is told after a decision: it is live, with the way there; it went on to the next; or it went back."""

from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page, WorkflowState


def tell_decision(request, page) -> None:
    """Say what a decision did, in the place of Wagtail's “has been updated”; called after a page was edited."""
    if "action-workflow-action" not in request.POST:
        return
    for _said in get_messages(request):
        pass  # reading them takes them away
    page = Page.objects.get(pk=page.pk)
    state = page.workflow_states.select_related("current_task_state__task").order_by("-created_at").first()
    title = page.get_admin_display_title()
    again = messages.button(reverse("wagtailadmin_pages:edit", args=[page.pk]), _("Edit"))
    if state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        text = _("“%(title)s” went back to who wrote it, with your remark.")
        messages.success(request, text % {"title": title}, buttons=[again])
    elif state is not None and state.status == WorkflowState.STATUS_IN_PROGRESS:
        text = _("“%(title)s” now waits for: %(task)s.")
        messages.success(request, text % {"title": title, "task": state.current_task_state.task.name}, buttons=[again])
    elif page.live and page.url:
        live = messages.button(page.url, _("View live"))
        messages.success(request, _("“%(title)s” is live.") % {"title": title}, buttons=[live, again])
    else:
        text = _("“%(title)s” is approved; it goes live at the time that is set.")
        messages.success(request, text % {"title": title}, buttons=[again])
