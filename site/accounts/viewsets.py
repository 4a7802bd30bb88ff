"""Accounts in the editing screens: Wagtail's, with forms that ask for a role."""

from wagtail.users.views.users import UserViewSet as WagtailUserViewSet

from accounts.forms import NewUserForm, UserForm


class UserViewSet(WagtailUserViewSet):
    """Making and changing accounts."""

    def get_form_class(self, for_update=False):
        """Return the form that asks for a role."""
        return UserForm if for_update else NewUserForm
