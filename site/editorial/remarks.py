"""What a reviewer wrote when an entry was sent back: on the start panel, and above the form it is about."""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import WorkflowState


def say_remark(state) -> str:
    """Return who sent an entry back, when, and with which words; `state` is the task's state, or None."""
    if state is None or state.finished_at is None:
        return _("sent back: change it and submit it again")
    who = state.finished_by.get_full_name() or state.finished_by.get_username() if state.finished_by else _("Somebody")
    values = {"who": who, "day": date_format(localtime(state.finished_at), "j F, H:i"), "remark": state.comment}
    if state.comment:
        return _("%(who)s sent this back on %(day)s: “%(remark)s”") % values
    return _("%(who)s sent this back on %(day)s, without a remark") % values


def show_remark(request, page) -> None:
    """Put the remark above the form of a page that was sent back and not submitted again since."""
    if request.method != "GET":
        return
    state = page.current_workflow_state
    if state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        messages.warning(request, f"{say_remark(state.current_task_state)}. {_('Change it, then submit it again.')}")
