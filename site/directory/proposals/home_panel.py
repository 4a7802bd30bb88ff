"""Panel of the admin's start page: proposals that wait, and what others changed today of public records."""

from django.urls import reverse
from wagtail.admin.ui.components import Component

from directory.proposals.admin_views import count_proposals
from directory.proposals.changes import count_changes_today


class RecordsPanel(Component):
    """Two numbers with a link; nothing when both are 0."""

    name = "records"
    template_name = "directory/home_panel.html"
    order = 40

    def get_context_data(self, parent_context):
        """Return the numbers for the user."""
        user = parent_context["request"].user
        numbers = {"proposals": count_proposals(user), "changes": count_changes_today(user)}
        return {**numbers, "url": reverse("record_proposals")}
