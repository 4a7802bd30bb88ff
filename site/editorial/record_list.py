"""List of the start page: proposed records that wait for a decision, and what others changed today of public ones."""

from django.urls import reverse
from django.utils.translation import gettext as _

from core.extensions import StartList, StartRow
from directory.proposals.admin_views import list_proposals
from directory.proposals.changes import list_changes_today
from directory.proposals.rules import find_decided

ROWS = 5


def list_records(user) -> StartList | None:
    """Return the list, for who decides on records."""
    if not find_decided(user):
        return None
    url = reverse("record_proposals")
    proposals = [
        StartRow(str(one["record"]), _("%(kind)s, proposed") % {"kind": one["kind"]}, f"{url}#proposals")
        for one in list_proposals(user)[:ROWS]
    ]
    changes = [
        StartRow(one.name, _("changed today by %(who)s") % {"who": one.who}, f"{url}#changes")
        for one in list_changes_today(user)[:ROWS]
    ]
    return StartList(_("People and places"), [*proposals, *changes], url)
