"""Wagtail's permission policy of pages, for lists, choosers and reports: it knows the grants of single pages."""

from django.db.models import Q
from wagtail.models import AbstractPage, Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import register_permission_policy

from editorial.edit_grants import find_granted_pages, has_grants

EXPLORING = {"add", "change", "publish", "lock", "unlock", "bulk_delete"}  # as Wagtail's `explorable_instances`


class GrantAwarePagePolicy(PagePermissionPolicy):
    """Adds the pages that somebody may edit by a grant to those of their groups."""

    def user_has_any_permission(self, user, actions):
        """Return whether a user has one of the actions on some page."""
        if super().user_has_any_permission(user, actions):
            return True
        return user.is_active and "change" in actions and has_grants(user)

    def instances_user_has_any_permission_for(self, user, actions):
        """Return the pages on which a user has one of the actions."""
        if self._may_everywhere(user, actions):
            return self.model._default_manager.all()
        pages = super().instances_user_has_any_permission_for(user, actions)
        if user.is_superuser or not user.is_active or "change" not in actions:
            return pages
        return self.model._default_manager.filter(Q(pk__in=pages.values("pk")) | Q(pk__in=self._granted(user)))

    def user_has_any_permission_for_instance(self, user, actions, instance):
        """Return whether a user has one of the actions on a page."""
        if super().user_has_any_permission_for_instance(user, actions, instance):
            return True
        is_asked = user.is_active and not user.is_superuser and "change" in actions
        return is_asked and find_granted_pages(user).filter(pk=instance.pk).exists()

    def instances_with_direct_explore_permission(self, user):
        """Return the pages at which a user enters the tree."""
        pages = super().instances_with_direct_explore_permission(user)
        if user.is_superuser or pages:
            return pages
        return list(find_granted_pages(user).only("path", "depth", "numchild"))

    def explorable_instances(self, user):
        """Return the pages that a user may look at in the tree."""
        if self._may_everywhere(user, EXPLORING):
            return self.model._default_manager.all()
        if user.is_superuser or not user.is_active or self.get_cached_permissions_for_user(user):
            return super().explorable_instances(user)
        paths = find_granted_pages(user).values_list("path", flat=True)
        above = {path[:end] for path in paths for end in range(Page.steplen, len(path), Page.steplen)}
        return self.model._default_manager.filter(Q(path__in=above) | Q(pk__in=self._granted(user)))

    def _may_everywhere(self, user, actions) -> bool:
        """Return whether a group of the user has one of the actions at the root: a condition on each page would only cost time."""
        if user.is_superuser or not user.is_active:
            return False
        names = self._get_permission_codenames(actions)
        held = self.get_cached_permissions_for_user(user)
        return any(one.page.is_root() and one.permission.codename in names for one in held)

    def _granted(self, user):
        return find_granted_pages(user).order_by().values("pk")


def register_page_policy() -> None:
    """Let Wagtail ask this policy about every kind of page."""
    register_permission_policy(AbstractPage, GrantAwarePagePolicy())
