"""The sentences about proposals and changes in the history of records."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter

from directory.proposals.changes import ADDED
from directory.proposals.publish import ACCEPTED


class ChangeFormatter(LogFormatter):
    """Names the fields that changed."""

    label = _("Change of a public record")

    def format_message(self, log_entry) -> str:
        """Return the sentence."""
        if log_entry.action == ADDED:
            return gettext("Added, and public")
        names = ", ".join(one[0] for one in log_entry.data.get("fields", ()))
        return gettext("Changed: %(fields)s") % {"fields": names}


class DecisionFormatter(LogFormatter):
    """Says how a proposal ended."""

    label = _("Decision about a proposal")

    def format_message(self, log_entry) -> str:
        """Return the sentence."""
        if log_entry.action == ACCEPTED:
            page = log_entry.data.get("page")
            return gettext("Made public with “%(page)s”") % {"page": page} if page else gettext("Made public")
        return gettext("Refused: %(reason)s") % {"reason": log_entry.data.get("reason", "")}
