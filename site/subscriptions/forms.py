"""The forms that subscribe and that ask how to end it."""

from django import forms
from django.utils.translation import gettext_lazy

from core.forms.protected import ProtectedForm


class SubscriptionForm(ProtectedForm):
    """The e-mail address for a subscription."""

    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"), max_length=200,
        help_text=gettext_lazy("Only for this mail. It is deleted as soon as you end it."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )  # fmt: skip


class EndLinksForm(ProtectedForm):
    """The e-mail address whose mail shall end."""

    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"), max_length=200,
        help_text=gettext_lazy("Only to send you the links; it is not kept."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )  # fmt: skip
