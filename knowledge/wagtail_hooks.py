"""Registers initiatives in Wagtail's admin, and the address of their import."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from knowledge.initiatives.admin_views import import_initiatives
from knowledge.initiatives.viewsets import InitiativeViewSet

register_snippet(InitiativeViewSet)


@hooks.register("register_admin_urls")
def register_import_url():
    """Register the address of the import."""
    return [path(_("initiatives/import/"), import_initiatives, name="import_initiatives")]
