"""The form with which editors choose how they are mailed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from editorial.inbox.models import MailChoice


class MailChoiceForm(forms.Form):
    """At once, once a day, or never."""

    when = forms.ChoiceField(
        label=_("How do you want to be mailed?"), choices=MailChoice.When.choices, widget=forms.RadioSelect
    )
