"""The forms of the steps in which anybody brings in a question or an offer.

Field names are those of the page models; `place` and `themes` hold translation keys of records.
"""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms.protected import ProtectedForm
from knowledge.models import DemandPage, OfferPage
from knowledge.models.exchange import Help
from knowledge.submissions import fields


class StepForm(ProtectedForm):
    """Base of a step: dates in order, and no text that is only white."""

    def clean(self):
        """Validate the order of the dates, and that the period is not over."""
        data = super().clean()
        start, end = data.get("start"), data.get("end")
        if end and end < timezone.localdate():
            self.add_error("end", _("This day is over."))
        elif start and end and end < start:
            self.add_error("end", _("The end lies before the start."))
        return data


def _help_field(label) -> fields.ChoicesField:
    return fields.ChoicesField(label=label, choices=Help.choices)


class DemandText(StepForm):
    """The question itself."""

    title = fields.text_field(_("Your question in a few words"), 120)
    question = fields.text_field(
        _("What do you want to know or get done?"), 400, 4, help_text=_("One question, in plain words.")
    )
    why = fields.text_field(
        _("Why is this a question?"), 2000, 5, required=False,
        help_text=_("What happens now, and what would an answer change?"),
    )  # fmt: skip
    help = _help_field(_("What are you looking for?"))


class DemandFrame(StepForm):
    """Who asks, where and when."""

    asked_by = fields.text_field(
        _("Who asks?"), 200,
        help_text=_("An organisation, or such as “residents of the Lozerlaan”. Everybody can read this."),
    )  # fmt: skip
    place = fields.place_field()
    themes = fields.themes_field()
    level = fields.level_field()
    students = fields.number_field(_("How many students?"), 2000)
    start = fields.DayField(label=_("From"))
    end = fields.DayField(label=_("Up to and including"))
    hours = fields.number_field(
        _("Hours"), 5000, help_text=_("All hours of one student together; an estimate is fine.")
    )
    ec = fields.credits_field()


class DemandProvision(StepForm):
    """What there is for who takes the question up."""

    provides = fields.ChoicesField(label=_("What is there?"), choices=DemandPage.Provision.choices)
    provides_note = fields.text_field(
        _("About what there is"), 300, 3, required=False, help_text=_("Such as “a caretaker who goes along”.")
    )


class OfferText(StepForm):
    """What is offered."""

    form = forms.ChoiceField(label=_("What do you offer?"), choices=OfferPage.Form.choices)
    title = fields.text_field(_("Your offer in a few words"), 120)
    lead = fields.text_field(
        _("Tell more about it"), 600, 6, help_text=_("What can somebody expect, and for whom is it meant?")
    )
    help = _help_field(_("What can you help with?"))


class OfferFrame(StepForm):
    """Who offers, where and when."""

    offered_by = fields.text_field(
        _("Who offers it?"), 200,
        help_text=_(
            "An organisation, a programme or such as “two students of Bestuurskunde”. Everybody can read this."
        ),
    )  # fmt: skip
    programme = fields.text_field(_("Programme"), 200, required=False, help_text=_("Such as Bestuurskunde."))
    place = fields.place_field()
    themes = fields.themes_field()
    level = fields.level_field()
    students = fields.number_field(_("How many students or places?"), 2000)
    start = fields.DayField(label=_("From"))
    end = fields.DayField(label=_("Up to and including"))
    ec = fields.credits_field()


class OfferConditions(StepForm):
    """What must be there."""

    conditions = fields.text_field(
        _("What must be there?"), 1000, 4, required=False,
        help_text=_("What must be there: supervision, a permission, a day of the week."),
    )  # fmt: skip


class ContactDetails(ProtectedForm):
    """The last step: the address that nobody sees, and a look at what everybody will see."""

    email = forms.EmailField(
        label=_("Your e-mail address"), max_length=200, widget=forms.EmailInput({"autocomplete": "email"}),
        help_text=_("Nobody sees it. Reactions reach you through this site."),
    )  # fmt: skip
    name = fields.text_field(
        _("Your name"), 120, required=False, help_text=_("Only for the editorial board; it is not shown.")
    )
    agreed = forms.BooleanField(label=_("Everybody may read what stands above"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "name"
