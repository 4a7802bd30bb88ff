"""The menu item of the inbox, with the number of notices that were not read."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import MenuItem

from editorial.inbox.unread import find_unread


class InboxMenuItem(MenuItem):
    """A menu item whose label counts what is new."""

    def __init__(self):
        super().__init__(gettext_lazy("Messages"), reverse("inbox"), name="inbox", icon_name="mail", order=80)

    def render_component(self, request):
        """Return the item for this user."""
        component = super().render_component(request)
        component.label = label_for(request.user)
        return component


def label_for(user) -> str:
    """Return the label: with a number when there are notices that the user did not read."""
    unread = find_unread(user).count()
    return _("Messages (%(number)d)") % {"number": unread} if unread else _("Messages")
