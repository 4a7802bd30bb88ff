"""Registers the menu "Search" and its rights with the editing screens."""

from django.contrib.auth.models import Permission
from wagtail import hooks

from search.curation.viewsets import SearchViewSetGroup


@hooks.register("register_admin_viewset")
def search_menu():
    """Return the menu's lists."""
    return SearchViewSetGroup()


@hooks.register("register_permissions")
def view_asked():
    """Let administrators give the right to see what readers ask."""
    return Permission.objects.filter(content_type__app_label="search", codename="view_loggedquery")
