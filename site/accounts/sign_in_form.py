"""The form with which users sign in."""

from allauth.account.forms import LoginForm


class SignInForm(LoginForm):
    """One types at once, except where the form was refused: then the reason is read first."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            self.fields["login"].widget.attrs["autofocus"] = True
