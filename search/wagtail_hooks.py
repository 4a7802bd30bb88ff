"""Wagtail hooks: the menu of search and the permission to view the query log."""

from django.contrib.auth.models import Permission
from wagtail import hooks

from search.curation.viewsets import SearchViewSetGroup


@hooks.register("register_admin_viewset")
def search_menu():
    """Register the viewset group of search."""
    return SearchViewSetGroup()


@hooks.register("register_permissions")
def query_log_permission():
    """Make the permission to view the query log assignable to groups."""
    return Permission.objects.filter(content_type__app_label="search", codename="view_loggedquery")
