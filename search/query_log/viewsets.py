"""The query log in the editing screens' menu."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from search.query_log.views import query_report


class QueryReportMenuItem(MenuItem):
    """In sight for who may see it."""

    def is_shown(self, request):
        """Only with the right."""
        return request.user.has_perm("search.view_loggedquery")


class QueryReportViewSet(ViewSet):
    """What readers ask."""

    name = "zoekvragen"
    icon = "help"
    menu_label = _("What readers ask")
    menu_item_class = QueryReportMenuItem

    def get_urlpatterns(self):
        """Return the one address."""
        return [path("", query_report, name="index")]
