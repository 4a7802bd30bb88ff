"""Registers the directory in Wagtail's admin."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from directory.merging.execute import LOG_ACTION, PAGE_LOG_ACTION
from directory.merging.log import MergeFormatter
from directory.proposals.admin_views import ProposalsView
from directory.proposals.changes import ADDED, CHANGED
from directory.proposals.log import ChangeFormatter, DecisionFormatter
from directory.proposals.menu import set_record_buttons
from directory.proposals.messages import add_messages
from directory.proposals.publish import ACCEPTED, REFUSED
from directory.proposals.rules import find_decided
from directory.usage.admin_views import refuse_deletion_of_used
from directory.viewsets import DirectoryGroup

register_snippet(DirectoryGroup)


@hooks.register("before_delete_snippet")
def keep_records_in_use(request, instances):
    """Answer the deletion of records that are in use, one by one or many at once."""
    return refuse_deletion_of_used(request, instances)


@hooks.register("register_log_actions")
def register_merge_log_actions(actions):
    """Register the log actions of merges."""
    actions.register_action(LOG_ACTION)(MergeFormatter)
    actions.register_action(PAGE_LOG_ACTION)(MergeFormatter)


@hooks.register("register_log_actions")
def register_record_log_actions(actions):
    """Register the log actions of changes and decisions."""
    for action in (CHANGED, ADDED):
        actions.register_action(action)(ChangeFormatter)
    for action in (ACCEPTED, REFUSED):
        actions.register_action(action)(DecisionFormatter)


@hooks.register("register_admin_urls")
def register_proposal_urls():
    """Return the URL of the page of proposals."""
    return [path("voorstellen/", ProposalsView.as_view(), name="record_proposals")]


class ProposalsMenuItem(MenuItem):
    """Menu item for who decides on records."""

    def is_shown(self, request):
        """Return whether the user decides on a kind of record."""
        return bool(find_decided(request.user))


@hooks.register("register_reports_menu_item")
def register_proposals_menu_item():
    """Return the menu item of the page of proposals."""
    return ProposalsMenuItem(
        _("Proposals and changes of records"), reverse("record_proposals"), icon_name="group", order=95
    )


@hooks.register("before_edit_page")
def tell_of_refused_records(request, page):
    """Add a message above the edit form for each refused record in the draft."""
    add_messages(request, page)


@hooks.register("construct_snippet_action_menu")
def name_record_buttons(menu_items, request, context):
    """Let the buttons of a record's form say what becomes public."""
    set_record_buttons(menu_items, request, context)
