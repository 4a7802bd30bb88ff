"""Panel of the admin home page: what waits for the user, their drafts, what is planned, and what to write next."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component
from wagtail.models import Page, WorkflowState
from wagtail.permissions import policy_registry

from accounts.names import name_of
from core.entries.accessibility import find_faulty
from core.extensions import open_work_finders
from core.models import EntryPage
from editorial.dashboard_lists import find_lists
from editorial.inbox.unread import find_unread
from editorial.kind_choice import list_creatable_kinds
from editorial.waiting import find_waiting
from editorial.workflow_state import find_sent_by

ITEMS_PER_LIST = 5


@dataclass
class DashboardItem:
    """A row of the panel: title, explanation, link, icon, and whether its date has passed."""

    text: str
    note: str
    url: str
    icon: str
    is_late: bool = False


class DashboardPanel(Component):
    """Home page panel with review tasks, own drafts and problems, the lists of the role, and the kinds of entry to create."""

    name = "start"
    template_name = "editorial/dashboard_panel.html"
    order = 10

    def get_context_data(self, parent_context):
        """Return the user's items (what waits first), the lists of their role, and the usual kinds."""
        user = parent_context["request"].user
        items = [*find_tasks(user), *find_other_work(user), *find_inaccessible_entries(user)]
        return {
            "unread": find_unread(user).count(),
            "items": items,
            "sent": find_sent(user),
            "drafts": find_drafts(user),
            "lists": find_lists(user),
            "kinds": [kind for kind in list_creatable_kinds() if kind.is_usual] if may_write(user) else [],
        }


def may_write(user) -> bool:
    """Return whether somebody may begin an entry: translators and partners do other work."""
    return policy_registry.get_by_type(Page).user_has_permission(user, "add")


def find_tasks(user) -> list[DashboardItem]:
    """Return all that waits for the user to decide or to mend, what is due first."""
    today = timezone.localdate()
    return [
        DashboardItem(
            one.page.get_admin_display_title(), describe(one), one.url, one.icon, bool(one.due and one.due < today)
        )
        for one in find_waiting(user)
    ]


def describe(waiting) -> str:
    """Return why something waits, with its due date."""
    if waiting.due is None:
        return waiting.note
    values = {"note": waiting.note, "day": date_format(waiting.due, "j F")}
    if waiting.due < timezone.localdate():
        return _("%(note)s; it was due on %(day)s") % values
    return _("%(note)s; due on %(day)s") % values


def find_sent(user) -> list[DashboardItem]:
    """Return all that the user handed in and waits for others: where it lies, since when, and until when."""
    own = {one.page.pk for one in find_waiting(user)}
    return [
        DashboardItem(step.page.get_admin_display_title(), say_where(step),
             reverse("wagtailadmin_pages:edit", args=[step.page.pk]), "time", step.is_overdue)
        for step in find_sent_by(user) if step.page.pk not in own
    ]  # fmt: skip


def say_where(step) -> str:
    """Return with whom a page lies that was handed in, and since when."""
    who = name_of(step.looking or step.reviewer) if step.looking or step.reviewer else step.holder
    values = {"who": who, "since": date_format(timezone.localtime(step.since), "j F, H:i")}
    note = _("lies with %(who)s, since %(since)s") % values
    return f"{note}; {_('to be done by %(day)s') % {'day': date_format(step.due, 'j F')}}" if step.due else note


def find_other_work(user) -> list[DashboardItem]:
    """Return what other apps say that waits for the user."""
    return [
        DashboardItem(one.page.get_admin_display_title(), one.note, one.url or reverse("wagtailadmin_pages:edit", args=[one.page.pk]), "warning")
        for find in open_work_finders for one in find(user)
    ][:ITEMS_PER_LIST]  # fmt: skip


def find_drafts(user) -> list[DashboardItem]:
    """Return the user's drafts that are not in a workflow, and not approved and planned; the last changed first."""
    busy = WorkflowState.objects.active().values_list("object_id", flat=True)
    drafts = EntryPage.objects.filter(owner=user, has_unpublished_changes=True)
    drafts = drafts.exclude(latest_revision__approved_go_live_at__isnull=False)
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
