"""The contact form: messages to the editorial board, an organisation or a person."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from characters.cleaning import clean_line
from core import tasks
from core.forms.protected import ProtectedForm


class ContactForm(ProtectedForm):
    """Form with name, e-mail address and message."""

    name = forms.CharField(
        label=_("Your name"), required=False, max_length=120, widget=forms.TextInput({"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("Your e-mail address"), max_length=200, help_text=_("Only to answer you. It is not kept."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )  # fmt: skip
    message = forms.CharField(label=_("Your message"), max_length=4000, widget=forms.Textarea({"rows": 8}))

    def clean_name(self):
        """Return the name on one line, for use in an e-mail."""
        return " ".join(self.cleaned_data["name"].split())


def queue_message(data: dict, to: str, about: str) -> None:
    """Queue a message to `to` or else the editorial board; plain text in Dutch."""
    body = f"{data['message']}\n\n--\nVan: {data['name'] or 'zonder naam'}\nAan: {about}\nVerstuurd met het contactformulier van Stadskennis."
    subject = clean_line(f"Bericht via Stadskennis: {about}")[:150]
    tasks.send_message.enqueue(to or settings.CONTACT_EMAIL, subject, body, data["email"])
