"""Forms with which administrators create and edit users; every active user has a role."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.users.forms import UserCreationForm, UserEditForm

ROLE_HELP = gettext_lazy("What this person may do. Without a role, and not an administrator, nobody gets in.")


def validate_role(form) -> None:
    """Add an error when an active user would be neither an administrator nor in a group."""
    data = form.cleaned_data
    active = data.get("is_active", form.instance.is_active)
    is_administrator = data.get("is_superuser", form.instance.is_superuser)
    if active and not is_administrator and not data.get("groups"):
        form.add_error("groups", _("Choose a role, or tick “Administrator”: without one nobody can sign in."))


class NewUserForm(UserCreationForm):
    """Form for a new user."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["groups"].help_text = ROLE_HELP

    def clean(self):
        """Require a role."""
        super().clean()
        validate_role(self)
        return self.cleaned_data


class UserForm(UserEditForm):
    """Form for an existing user."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["groups"].help_text = ROLE_HELP

    def clean(self):
        """Require a role."""
        super().clean()
        validate_role(self)
        return self.cleaned_data
