"""The form for the password of a private page."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.forms import PasswordViewRestrictionForm


class PagePasswordForm(PasswordViewRestrictionForm):
    """Wagtail's form, which compares in constant time, with a field that browsers and assistive technology know."""

    use_required_attribute = True

    def __init__(self, restriction, **options):
        super().__init__(instance=restriction, **options)
        self.fields["password"].label = _("Password of this page")
        self.fields["password"].strip = False
        self.fields["password"].max_length = 255
        self.fields["password"].widget = forms.PasswordInput(attrs={"autocomplete": "current-password"})
        self.fields["return_url"].required = False
        if self.is_bound and self.errors.get("password"):
            self.fields["password"].widget.attrs |= {"aria-invalid": "true", "aria-describedby": "refusal"}
