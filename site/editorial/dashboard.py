"""Panel of the admin home page with the user's open work."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component
from wagtail.models import TaskState, WorkflowState

from core.entries.accessibility import find_faulty
from core.extensions import open_work_finders
from core.models import EntryPage
from editorial.review_messages import format_remark

ITEMS_PER_LIST = 5


@dataclass
class DashboardItem:
    """A row of the panel: title, explanation, link and icon."""

    text: str
    note: str
    url: str
    icon: str


class DashboardPanel(Component):
    """Home page panel with review tasks, own drafts and problems, and the kinds of entry to create."""

    name = "start"
    template_name = "editorial/dashboard_panel.html"
    order = 10

    def get_context_data(self, parent_context):
        """Return the user's items, review tasks first, and the creatable kinds."""
        user = parent_context["request"].user
        items = [
            *find_review_tasks(user),
            *find_returned(user),
            *find_other_work(user),
            *find_drafts(user),
            *find_inaccessible_entries(user),
        ]
        return {"items": items[: ITEMS_PER_LIST * 2], "kinds": list_creatable_kinds()}


def find_review_tasks(user) -> list[DashboardItem]:
    """Return the workflow tasks that the user may approve, oldest first."""
    states = TaskState.objects.reviewable_by(user).filter(status=TaskState.STATUS_IN_PROGRESS)
    found = []
    for state in states.select_related("task", "workflow_state").order_by("started_at")[:ITEMS_PER_LIST]:
        page = state.workflow_state.content_object
        if page is not None:
            url = reverse("wagtailadmin_pages:edit", args=[page.pk])
            found.append(
                DashboardItem(str(page), _("waits for you: %(task)s") % {"task": state.task.name}, url, "tasks")
            )
    return found


def find_returned(user) -> list[DashboardItem]:
    """Return the user's entries with requested changes, with the reviewer's comment."""
    states = WorkflowState.objects.filter(requested_by=user, status=WorkflowState.STATUS_NEEDS_CHANGES)
    states = states.select_related("current_task_state__finished_by").order_by("-created_at")[:ITEMS_PER_LIST]
    return [
        DashboardItem(str(page), format_remark(state.current_task_state), reverse("wagtailadmin_pages:edit", args=[page.pk]), "comment")
        for state in states if (page := state.content_object) is not None
    ]  # fmt: skip


def find_other_work(user) -> list[DashboardItem]:
    """Return what other apps say that waits for the user."""
    return [
        DashboardItem(one.page.get_admin_display_title(), one.note, one.url or reverse("wagtailadmin_pages:edit", args=[one.page.pk]), "warning")
        for find in open_work_finders for one in find(user)
    ][:ITEMS_PER_LIST]  # fmt: skip


def find_drafts(user) -> list[DashboardItem]:
    """Return the user's drafts that are not in a workflow."""
    busy = WorkflowState.objects.active().values_list("object_id", flat=True)
    drafts = EntryPage.objects.filter(owner=user, has_unpublished_changes=True)
    drafts = drafts.exclude(pk__in=[int(pk) for pk in busy if pk.isdigit()]).defer("body")
    return [
        DashboardItem(page.get_admin_display_title(), _("your draft: finish it and submit it to the board"),
             reverse("wagtailadmin_pages:edit", args=[page.pk]), "draft")
        for page in drafts.order_by("-latest_revision_created_at")[:ITEMS_PER_LIST]
    ]  # fmt: skip


def find_inaccessible_entries(user) -> list[DashboardItem]:
    """Return the user's public entries with accessibility problems."""
    entries = find_faulty(EntryPage.objects.readable().filter(owner=user).defer("body"))
    note = _("not accessible yet: see “Documents and accessibility”")
    return [
        DashboardItem(
            page.get_admin_display_title(), note, reverse("wagtailadmin_pages:edit", args=[page.pk]), "circle-xmark"
        )
        for page in entries.order_by("-display_date")[:ITEMS_PER_LIST]
    ]


def list_creatable_kinds() -> list[DashboardItem]:
    """Return the creatable kinds of entry with their number of entries, ordered by name."""
    found = []
    for model in EntryPage.kinds().values():
        if model.is_creatable:
            number = model.objects.exact_type(model).count()
            note = ngettext("%(number)d so far", "%(number)d so far", number) % {"number": number}
            url = reverse("make_entry", args=[model.kind])
            found.append(DashboardItem(capfirst(str(model._meta.verbose_name)), note, url, model.icon))
    return sorted(found, key=lambda item: item.text)
