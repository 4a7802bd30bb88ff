"""The forms of the steps in which anybody brings in a question or an offer.

Field names are those of the page models; `place` and `themes` hold translation keys of records.
"""

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.forms.protected import ProtectedForm
from knowledge.models import DemandPage, OfferPage
from knowledge.models.exchange import Help
from knowledge.submissions import fields

# What somebody who is no school can make of a word of the cards.
HELP = {
    Help.RESEARCH: _("research: find something out"),
    Help.DESIGN: _("design"),
    Help.DOING: _("doing"),
    Help.ADVICE: _("advice"),
    Help.HANDS: _("extra hands: people who help"),
}
PROVISIONS = {
    **dict(DemandPage.Provision.choices),
    DemandPage.Provision.DATA: _("data: figures, lists or measurements"),
}


class StepForm(ProtectedForm):
    """Base of a step: dates in order, and no text that is only white.

    `folded` are the names of fields that most people leave empty: they stand behind a line that unfolds, without script.
    """

    folded: tuple[str, ...] = ()
    intro: str | Promise = ""  # a sentence above the fields

    @property
    def plain_fields(self) -> list:
        """The fields that are always in view."""
        return [field for field in self if field.name not in self.folded]

    @property
    def folded_fields(self) -> list:
        """The fields behind the fold."""
        return [field for field in self if field.name in self.folded]

    @property
    def is_unfolded(self) -> bool:
        """Whether the fold stands open: something in it was filled in, or is not right."""
        return any(field.errors or _is_filled(field) for field in self.folded_fields)

    def clean(self):
        """Validate the order of the dates, and that the period is not over."""
        data = super().clean()
        start, end = data.get("start"), data.get("end")
        if end and end < timezone.localdate():
            self.add_error("end", _("This day is over."))
        elif start and end and end < start:
            self.add_error("end", _("The end lies before the start."))
        return data


def _is_filled(field) -> bool:
    """Return whether a bound field holds something else than an untouched one."""
    value = field.value()
    return bool(value) and value != field.field.initial


def _help_field(label) -> fields.ChoicesField:
    return fields.ChoicesField(label=label, choices=HELP.items())


class DemandText(StepForm):
    """The question itself."""

    folded = ("help",)
    title = fields.text_field(_("Your question in a few words"), 120)
    question = fields.text_field(
        _("What do you want to know or get done?"), 400, 4, help_text=_("One question, in plain words.")
    )
    why = fields.text_field(
        _("What goes wrong or is missing now?"), 2000, 4, required=False,
        help_text=_("One or two sentences are enough."),
    )  # fmt: skip
    help = _help_field(_("What kind of help are you looking for?"))


class DemandFrame(StepForm):
    """Who asks, where and when."""

    folded = ("themes", "level", "students", "start", "end", "hours", "ec")
    asked_by = fields.text_field(
        _("Who asks?"), 200,
        help_text=_("An organisation, or such as “residents of the Lozerlaan”. Everybody can read this."),
    )  # fmt: skip
    place = fields.place_field(_("Where is it about?"))
    themes = fields.themes_field()
    level = fields.level_field(_("For which students?"))
    students = fields.number_field(_("How many students?"), 2000, help_text=_("One number; an estimate is fine."))
    start = fields.DayField(label=_("From"))
    end = fields.DayField(label=_("Up to and including"))
    hours = fields.number_field(
        _("How many hours of work for one student, all together?"), 5000,
        help_text=_("Such as 40 for two hours a week in twenty weeks; an estimate is fine."),
    )  # fmt: skip
    ec = fields.credits_field()


class DemandProvision(StepForm):
    """What there is for who takes the question up."""

    intro = _("Nothing of this is needed: you may go on at once.")
    provides = fields.ChoicesField(label=_("What can you give to who helps?"), choices=PROVISIONS.items())
    provides_note = fields.text_field(
        _("More about what you can give"), 300, 3, required=False, help_text=_("Such as “a caretaker who goes along”.")
    )


class OfferText(StepForm):
    """What is offered."""

    folded = ("help",)
    form = forms.ChoiceField(label=_("What do you offer?"), choices=OfferPage.Form.choices)
    title = fields.text_field(_("Your offer in a few words"), 120)
    lead = fields.text_field(
        _("Tell more about it"), 600, 6, help_text=_("What can somebody expect, and for whom is it meant?")
    )
    help = _help_field(_("What can you help with?"))


class OfferFrame(StepForm):
    """Who offers, where and when."""

    folded = ("programme", "themes", "level", "students", "ec")
    offered_by = fields.text_field(
        _("Who offers it?"), 200,
        help_text=_(
            "An organisation, a programme or such as “two students of Bestuurskunde”. Everybody can read this."
        ),
    )  # fmt: skip
    programme = fields.text_field(_("Programme"), 200, required=False, help_text=_("Such as Bestuurskunde."))
    place = fields.place_field(_("Where can it be?"))
    themes = fields.themes_field()
    level = fields.level_field(_("At which level?"))
    students = fields.number_field(
        _("How many students or places?"), 2000, help_text=_("One number; an estimate is fine.")
    )
    start = fields.DayField(label=_("From"))
    end = fields.DayField(label=_("Up to and including"))
    ec = fields.credits_field()


class OfferConditions(StepForm):
    """What must be there."""

    intro = _("Nothing of this is needed: you may go on at once.")
    conditions = fields.text_field(
        _("What must be there?"), 1000, 4, required=False,
        help_text=_("What must be there: supervision, a permission, a day of the week."),
    )  # fmt: skip


class ContactDetails(ProtectedForm):
    """The last step: the address that nobody sees, and a look at what everybody will see."""

    agreed = forms.BooleanField(label=_("Everybody may read this text, but not my e-mail address and my name below."))
    email = forms.EmailField(
        label=_("Your e-mail address"), max_length=200, widget=forms.EmailInput({"autocomplete": "email"}),
        help_text=_("It does not come on the site. Reactions reach you through us, until you say yes to somebody."),
    )  # fmt: skip
    name = fields.text_field(
        _("Your name"), 120, required=False, help_text=_("It does not come on the site. We use it in mails to you, and for who you say yes to."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "name"
