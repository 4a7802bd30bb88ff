"""The query report in the admin menu."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from search.query_log.views import query_report


class QueryReportMenuItem(MenuItem):
    """Menu item of the query report."""

    def is_shown(self, request):
        """Return whether the user may view the query log."""
        return request.user.has_perm("search.view_loggedquery")


class QueryReportViewSet(ViewSet):
    """The query report."""

    name = "zoekvragen"
    icon = "help"
    menu_label = _("What readers ask")
    menu_item_class = QueryReportMenuItem

    def get_urlpatterns(self):
        """Return the URL pattern of the report."""
        return [path("", query_report, name="index")]
