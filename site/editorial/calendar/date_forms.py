"""The small forms of the calendar, one for each kind of date that can be changed."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput


class ReviewDateForm(forms.Form):
    """The day on which to look at an entry again; empty gives it back to its kind."""

    day = forms.DateField(
        label=_("look at it again by"), required=False, widget=AdminDateInput,
        help_text=_("If you fill in nothing, it is a year after its last publication, for kinds that grow old."),
    )  # fmt: skip


class PlannedForm(forms.Form):
    """The moment at which a page goes on the site."""

    moment = forms.DateTimeField(label=_("goes on the site at"), widget=AdminDateTimeInput)

    def clean_moment(self):
        """Return the moment; it has to be still to come."""
        moment = self.cleaned_data["moment"]
        if moment <= timezone.now():
            raise ValidationError(_("This moment has passed. Choose one that is still to come."))
        return moment


class DueForm(forms.Form):
    """The day by which a step of the workflow is to be decided."""

    due = forms.DateField(label=_("to be done by"), widget=AdminDateInput)


def make_event_form(page) -> type[forms.ModelForm]:
    """Return the form of the dates of an event, with the checks of its page."""
    names = page.calendar_fields
    widgets = dict.fromkeys(names, AdminDateTimeInput)
    return forms.modelform_factory(type(page), form=forms.ModelForm, fields=names, widgets=widgets)
