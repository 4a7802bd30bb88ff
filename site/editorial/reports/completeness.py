"""Report of public entries of which something is missing, by the findings that their editor sees beside the form."""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.models import EntryPage
from editorial.reports.base import EntryReport

SHOWN = 5  # findings that a row names


class IncompleteReport(EntryReport):
    """Lists entries in which the worker found something missing; hints about style do not count."""

    page_title = gettext_lazy("What is missing")
    header_icon = "tasks"
    index_url_name = "incomplete_report"
    index_results_url_name = "incomplete_report_results"

    def get_queryset(self):
        """Return the entries, those that miss most first."""
        entries = EntryPage.objects.readable().filter(findings__number__gt=0).select_related("findings")
        return entries.defer("body").order_by("-findings__number", "pk")

    def describe(self, entry) -> str:
        """Return what is missing, and when that was found."""
        found = entry.findings
        more = _(" (and %(number)d more)") % {"number": found.number - SHOWN} if found.number > SHOWN else ""
        day = date_format(localtime(found.checked_at), "j F, H:i")
        return f"{' '.join(found.texts[:SHOWN])}{more} {_('Looked at on %(day)s.') % {'day': day}}"
