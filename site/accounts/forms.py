"""The forms in which an administrator makes and changes accounts: one without a role may not even sign in to anything."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.users.forms import UserCreationForm, UserEditForm

ROLE_HELP = gettext_lazy("What this person may do. Without a role, and not an administrator, nobody gets in.")


def validate_role(form) -> None:
    """Add an error when an account that may sign in would have no role."""
    data = form.cleaned_data
    active = data.get("is_active", form.instance.is_active)
    powerful = data.get("is_superuser", form.instance.is_superuser)
    if active and not powerful and not data.get("groups"):
        form.add_error("groups", _("Choose a role, or tick “Administrator”: without one nobody can sign in."))


class NewUserForm(UserCreationForm):
    """A new account with its role."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["groups"].help_text = ROLE_HELP

    def clean(self):
        """Ask for a role."""
        super().clean()
        validate_role(self)
        return self.cleaned_data


class UserForm(UserEditForm):
    """An account with its role."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["groups"].help_text = ROLE_HELP

    def clean(self):
        """Ask for a role."""
        super().clean()
        validate_role(self)
        return self.cleaned_data
