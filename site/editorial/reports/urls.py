"""Addresses and menu items of the reports."""

from django.urls import path, reverse
from wagtail.admin.menu import MenuItem

from editorial.reports.accessibility import AccessibilityReport
from editorial.reports.completeness import IncompleteReport
from editorial.reports.images import ImageRightsReport
from editorial.reports.links import BrokenLinksReport
from editorial.reports.owner_views import change_owner
from editorial.reports.translation import UntranslatedReport
from editorial.reports.upkeep import OwnerReport, StaleReport

REPORTS = {
    "stale": StaleReport,
    "incomplete": IncompleteReport,
    "untranslated": UntranslatedReport,
    "owner": OwnerReport,
    "broken_links": BrokenLinksReport,
    "image_rights": ImageRightsReport,
    "accessibility": AccessibilityReport,
}


def list_urls() -> list:
    """Return two addresses for each report, its screen and the list alone for filters, and that of the owner of an entry."""
    found = [path("reports/owner/<int:page_id>/", change_owner, name="change_owner")]
    for name, view in REPORTS.items():
        address = name.replace("_", "-")
        found += [
            path(f"reports/{address}/", view.as_view(), name=view.index_url_name),
            path(f"reports/{address}/results/", view.as_view(results_only=True), name=view.index_results_url_name),
        ]
    return found


def make_menu_item(number: int, name: str) -> MenuItem:
    """Return the menu item of a report."""
    view = REPORTS[name]
    return MenuItem(view.page_title, reverse(view.index_url_name), icon_name=view.header_icon, order=80 + number)
