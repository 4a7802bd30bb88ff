"""The user viewset of Wagtail's admin with our forms."""

from wagtail.users.views.users import UserViewSet as WagtailUserViewSet

from accounts.forms import NewUserForm, UserForm


class UserViewSet(WagtailUserViewSet):
    """User viewset with forms that require a role."""

    def get_form_class(self, for_update=False):
        """Return the form class."""
        return UserForm if for_update else NewUserForm
