"""Forms with which administrators create and edit users, every active user with a role; and the form to sign in."""

from allauth.account.forms import LoginForm
from django.utils.translation import gettext_lazy
from wagtail.users.forms import UserCreationForm, UserEditForm

MISSING_ROLE = gettext_lazy("Choose a role, or tick “Administrator”: without one nobody can sign in.")
ROLE_HELP = gettext_lazy("What this person may do. Without a role, and not an administrator, nobody gets in.")


def require_role(form) -> None:
    """Explain the field of the roles, and mark it as required for an active user who is no administrator."""
    field = form.fields["groups"]
    active, is_administrator = (
        form[name].value() if name in form.fields else getattr(form.instance, name)
        for name in ("is_active", "is_superuser")
    )
    field.help_text, field.required = ROLE_HELP, bool(active and not is_administrator)
    field.error_messages["required"] = MISSING_ROLE


def validate_role(form) -> None:
    """Add an error when an active user would be neither an administrator nor in a group."""
    data = form.cleaned_data
    active = data.get("is_active", form.instance.is_active)
    is_administrator = data.get("is_superuser", form.instance.is_superuser)
    if active and not is_administrator and not data.get("groups") and "groups" not in form.errors:
        form.add_error("groups", MISSING_ROLE)


class NewUserForm(UserCreationForm):
    """Form for a new user."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        require_role(self)

    def clean(self):
        """Require a role."""
        super().clean()
        validate_role(self)
        return self.cleaned_data


class UserForm(UserEditForm):
    """Form for an existing user."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        require_role(self)

    def clean(self):
        """Require a role."""
        super().clean()
        validate_role(self)
        return self.cleaned_data


class SignInForm(LoginForm):
    """The form to sign in; the link to a new password stands below it, so that Tab leads from the name to the password."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""
        if not self.is_bound:  # a refusal is read first
            self.fields["login"].widget.attrs["autofocus"] = True
