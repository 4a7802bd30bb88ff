"""The sentences about merges in the history of records and pages."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter


class MergeFormatter(LogFormatter):
    """Names the two records of a merge."""

    label = _("Merge")

    def format_message(self, log_entry) -> str:
        """Return the sentence."""
        names = {"old": log_entry.data.get("from", ""), "new": log_entry.data.get("into", "")}
        return gettext("“%(old)s” merged into “%(new)s”") % names
