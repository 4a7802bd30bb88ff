"""Report of public entries with broken links."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.models import EntryPage
from editorial.links.broken import find_broken
from editorial.reports.base import EntryReport


class BrokenLinksReport(EntryReport):
    """Lists entries with a link to a page that is not public, or to an address that does not answer."""

    page_title = _("Broken links")
    header_icon = "link"
    index_url_name = "broken_links_report"
    index_results_url_name = "broken_links_report_results"

    @cached_property
    def broken(self) -> dict[int, list[str]]:
        """What is broken, asked once."""
        return find_broken()

    def get_queryset(self):
        """Return the entries, newest first."""
        return EntryPage.objects.filter(pk__in=list(self.broken)).defer("body").order_by("-display_date", "-pk")

    def describe(self, entry) -> str:
        """Return its broken links."""
        return "; ".join(self.broken[entry.pk])
