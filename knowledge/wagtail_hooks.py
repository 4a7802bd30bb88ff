"""Wagtail admin hooks: initiatives with their import and export, and the screens on which the board puts questions and offers together."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from knowledge.initiatives.admin_views import download_initiatives, import_initiatives
from knowledge.initiatives.viewsets import InitiativeViewSet
from knowledge.matching import admin_views
from knowledge.matching.board import may_match

register_snippet(InitiativeViewSet)


@hooks.register("register_admin_urls")
def register_file_urls():
    """Register the addresses of import and export."""
    return [
        path(_("initiatives/import/"), import_initiatives, name="import_initiatives"),
        path(_("initiatives/initiatives.csv"), download_initiatives, name="export_initiatives"),
    ]


@hooks.register("register_admin_urls")
def register_matching_urls():
    """Return the admin URLs of matching."""
    return [
        path("koppelen/", admin_views.overview, name="matching"),
        path("koppelen/<int:demand>/<int:offer>/", admin_views.propose_match, name="matching_propose"),
        path("koppelen/<int:pk>/terug/", admin_views.withdraw_match, name="matching_withdraw"),
        path("koppelen/<int:pk>/stadslab/", admin_views.make_city_lab, name="matching_case"),
    ]


class MatchingMenuItem(MenuItem):
    """The entry of matching in the reports menu."""

    def is_shown(self, request):
        """Show it to who may put questions and offers together."""
        return may_match(request.user)


@hooks.register("register_reports_menu_item")
def register_matching_menu_item():
    """Return the menu item of the overview."""
    return MatchingMenuItem(_("Match questions and offers"), reverse("matching"), icon_name="link", order=900)
