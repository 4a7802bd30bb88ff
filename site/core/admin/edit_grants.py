"""Who may edit a page beyond what Wagtail's permissions say: those whom a grant of another app lets in.

A grant (`core.extensions.edit_grants`) gives the form and nothing else: not to delete, move, lock or publish the page.
"""

from typing import Any

from wagtail.models import PagePermissionTester

from core.extensions import edit_grants


class GrantAwareTester(PagePermissionTester):
    """What a user may do with a page, grants included."""

    def can_edit(self) -> bool:
        """Return whether the user may edit the page; Wagtail, asked last, reads for every page the step that it waits for."""
        is_asked = self.user.is_active and not self.user.is_superuser and not self.page_is_root
        if is_asked and "change" not in self.permissions and any(grant(self.user, self.page) for grant in edit_grants):
            return True
        return super().can_edit()


class EditableByGrant:
    """Base of every kind of page: its permissions know the grants."""

    def permissions_for_user(self: Any, user) -> PagePermissionTester:
        """Return what a user may do with this page."""
        return GrantAwareTester(user, self)
