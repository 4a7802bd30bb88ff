"""The start panel: what somebody of the board does next."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component
from wagtail.models import TaskState, WorkflowState

from core.entries.accessibility import find_faulty
from core.models import EntryPage
from editorial.review_messages import say_remark

SHOWN = 5


@dataclass
class Step:
    """Something to do: what, why, where."""

    text: str
    note: str
    url: str
    icon: str


class StartPanel(Component):
    """First panel of the editing screens: tasks that wait, own drafts, and what can be made new."""

    name = "start"
    template_name = "editorial/start_panel.html"
    order = 10

    def get_context_data(self, parent_context):
        """Return steps in the order in which they hold others up, then the kinds that this person may make."""
        user = parent_context["request"].user
        steps = [*find_waiting(user), *find_returned(user), *find_drafts(user), *find_own_faults(user)]
        return {"steps": steps[: SHOWN * 2], "kinds": find_kinds()}


def find_waiting(user) -> list[Step]:
    """Return the tasks that wait for this person; somebody else waits for each."""
    states = TaskState.objects.reviewable_by(user).filter(status=TaskState.STATUS_IN_PROGRESS)
    found = []
    for state in states.select_related("task", "workflow_state").order_by("started_at")[:SHOWN]:
        page = state.workflow_state.content_object
        if page is not None:
            url = reverse("wagtailadmin_pages:edit", args=[page.pk])
            found.append(Step(str(page), _("waits for you: %(task)s") % {"task": state.task.name}, url, "tasks"))
    return found


def find_returned(user) -> list[Step]:
    """Return this person's entries that were sent back, with the remark."""
    states = WorkflowState.objects.filter(requested_by=user, status=WorkflowState.STATUS_NEEDS_CHANGES)
    states = states.select_related("current_task_state__finished_by").order_by("-created_at")[:SHOWN]
    return [
        Step(str(page), say_remark(state.current_task_state), reverse("wagtailadmin_pages:edit", args=[page.pk]), "comment")
        for state in states if (page := state.content_object) is not None
    ]  # fmt: skip


def find_drafts(user) -> list[Step]:
    """Return this person's entries that nobody waits for: written, not submitted."""
    busy = WorkflowState.objects.active().values_list("object_id", flat=True)
    drafts = EntryPage.objects.filter(owner=user, has_unpublished_changes=True)
    drafts = drafts.exclude(pk__in=[int(pk) for pk in busy if pk.isdigit()]).defer("body")
    return [
        Step(page.get_admin_display_title(), _("your draft: finish it and submit it to the board"),
             reverse("wagtailadmin_pages:edit", args=[page.pk]), "draft")
        for page in drafts.order_by("-latest_revision_created_at")[:SHOWN]
    ]  # fmt: skip


def find_own_faults(user) -> list[Step]:
    """Return this person's public entries that are not accessible yet."""
    entries = find_faulty(EntryPage.objects.readable().filter(owner=user).defer("body"))
    note = _("not accessible yet: see “Documents and accessibility”")
    return [
        Step(page.get_admin_display_title(), note, reverse("wagtailadmin_pages:edit", args=[page.pk]), "circle-xmark")
        for page in entries.order_by("-display_date")[:SHOWN]
    ]


def find_kinds() -> list[Step]:
    """Return the kinds that can be made, with how many there are."""
    found = []
    for model in EntryPage.kinds().values():
        if model.is_creatable:
            number = model.objects.exact_type(model).count()
            note = ngettext("%(number)d so far", "%(number)d so far", number) % {"number": number}
            url = reverse("make_entry", args=[model.kind])
            found.append(Step(capfirst(str(model._meta.verbose_name)), note, url, model.icon))
    return sorted(found, key=lambda step: step.text)
