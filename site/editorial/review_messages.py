"""Admin messages of the workflow: after a review decision, and about requested changes."""

from django.contrib import messages as django_messages
from django.contrib.messages import get_messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page, WorkflowState

from accounts.names import name_of
from editorial.review.reviewers import find_reviewer
from editorial.step_names import is_read, name_holder
from editorial.workflow_state import find_step

HANDED_IN = {"action-submit", "action-restart-workflow"}  # fields with which a form hands its page in
DECIDED = "action-workflow-action"  # field with which a form approves its page or sends it back


def add_decision_message(request, page, is_decided: bool = False) -> None:
    """Replace Wagtail's success message after an approval or rejection; `after_edit_page` hook, and after own views."""
    is_sent = bool(HANDED_IN & set(request.POST))
    if DECIDED not in request.POST and not is_sent and not is_decided:
        return
    said = list(get_messages(request))  # iterating removes them
    for message in said if is_sent else ():
        if message.level_tag != "success":
            django_messages.add_message(request, message.level, message.message, message.extra_tags)
    page = Page.objects.get(pk=page.pk)
    state = page.workflow_states.select_related("current_task_state__task").order_by("-created_at").first()
    title = page.get_admin_display_title()
    if is_sent and (state is None or state.status != WorkflowState.STATUS_IN_PROGRESS):
        return
    edit = messages.button(reverse("wagtailadmin_pages:edit", args=[page.pk]), _("Edit"))
    if state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        text = _("“%(title)s” went back to who wrote it, with your remark.")
        messages.success(request, text % {"title": title}, buttons=[edit])
    elif state is not None and state.status == WorkflowState.STATUS_IN_PROGRESS:
        text = _say_handed_in(state.current_task_state, title) if is_sent else (
            _("“%(title)s” now waits for: %(task)s.")
            % {"title": title, "task": name_holder(state.current_task_state.task.name)}
        )  # fmt: skip
        messages.success(request, text, buttons=[edit])
    else:
        add_publication_message(request, page)


def add_publication_message(request, page) -> None:
    """Say that the version of a page that was published is on the site, or when it goes there."""
    title = page.get_admin_display_title()
    buttons = [messages.button(reverse("wagtailadmin_pages:edit", args=[page.pk]), _("Edit"))]
    if page.live and page.url:
        buttons.insert(0, messages.button(page.url, _("View live")))
    planned = page.scheduled_revision
    if planned is None:
        if page.live:
            messages.success(request, _("“%(title)s” is live.") % {"title": title}, buttons=buttons)
        return
    text = _("“%(title)s” is approved; it goes live on %(moment)s.")
    if page.live:
        text = _("“%(title)s” is approved; this version goes live on %(moment)s. Until then the one before it stays.")
    moment = date_format(localtime(planned.approved_go_live_at), "j F Y, H:i")
    messages.success(request, text % {"title": title, "moment": moment}, buttons=buttons)


def lead_home(request, page):
    """Return the way to the start page for who handed a page in or decided about one: it lists what lies where, and what waits."""
    if not request.accepts("text/html"):
        return None
    workflow = page.current_workflow_state
    waits = workflow is not None and workflow.status == WorkflowState.STATUS_IN_PROGRESS
    is_handed_in = bool(HANDED_IN & set(request.POST)) and waits
    return redirect("wagtailadmin_home") if is_handed_in or DECIDED in request.POST else None


def _say_handed_in(state, title: str) -> str:
    """Return the sentence for who handed a page in: that it is with the board, who reads it, and until when."""
    step, task = find_step(state), state.task.name
    who = find_reviewer(state)
    values = {"title": title, "who": capfirst(name_holder(task))}
    if who is not None:
        values["who"] = name_of(who)
    if who is None and not is_read(task):
        return (
            _("Sent to the board: %(title)s. It waits for: %(who)s. You get a message when there is an answer.")
            % values
        )
    if step is None or step.due is None:
        return _("Sent to the board: %(title)s. %(who)s reads it now; you get a message.") % values
    values["day"] = date_format(step.due, "j F")
    return _("Sent to the board: %(title)s. %(who)s reads it now, by %(day)s; you get a message.") % values


def format_remark(state) -> str:
    """Return a sentence with the reviewer, date and comment of a rejection; `state` is a TaskState or None."""
    if state is None or state.finished_at is None:
        return _("sent back: change it and submit it again")
    return say_returned(state.finished_by, state.finished_at, state.comment)


def say_returned(user, moment, remark: str) -> str:
    """Return the sentence that says who sent a page back, when and why."""
    who = name_of(user)
    values = {"who": who, "day": date_format(localtime(moment), "j F, H:i"), "remark": remark}
    if remark:
        return _("%(who)s sent this back on %(day)s: “%(remark)s”") % values
    return _("%(who)s sent this back on %(day)s, without a remark") % values
