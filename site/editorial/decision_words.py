"""What was decided about a page while a form of it stood open in another window, in words."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import TaskState

from accounts.names import name_of
from editorial.step_names import name_holder


def find_decision(page, loaded) -> TaskState | None:
    """Return the last step of the workflow that was decided after a revision was made, None if none was."""
    if loaded is None:
        return None
    decided = TaskState.objects.filter(
        workflow_state__in=page.workflow_states, finished_at__gt=loaded.created_at,
        status__in=[TaskState.STATUS_APPROVED, TaskState.STATUS_REJECTED],
    )  # fmt: skip
    return decided.select_related("finished_by", "task").order_by("-finished_at", "-pk").first()


def describe_decision(decision: TaskState, page, user) -> str:
    """Return in words who decided a step and when, and who has the page now."""
    is_approved = decision.status == TaskState.STATUS_APPROVED
    if decision.finished_by_id == user.pk:
        text = (
            _("You approved this page yourself at %(time)s.")
            if is_approved
            else _("You sent this page back yourself at %(time)s.")
        )
    else:
        text = (
            _("%(who)s approved this page at %(time)s.")
            if is_approved
            else _("%(who)s sent this page back at %(time)s.")
        )
    said = text % {"who": name_of(decision.finished_by), "time": format_time(decision.finished_at)}
    if (step := page.current_workflow_task_state) is not None:
        said += " " + _("It is now with: %(holder)s.") % {"holder": name_holder(step.task.name)}
    return f"{said} {_('What you typed is still here and is not saved.')}"


def format_time(moment) -> str:
    """Return the time of a moment, with its day unless that is today."""
    moment = timezone.localtime(moment)
    return date_format(moment, "H:i" if moment.date() == timezone.localdate() else "H:i (j F)")
