"""The short form of a proposal: a name and what tells the record apart; near names come first."""

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from directory.localisation import get_locales
from directory.models import Organisation, Person, Place, Theme
from directory.models.record import Record
from directory.proposals.near_names import find_near

FIELDS: dict[type[Record], tuple[str, ...]] = {
    Organisation: ("name", "kind", "website"),
    Person: ("name", "job_title", "affiliation"),
    Theme: ("name", "intro"),
    Place: ("name", "level", "parent"),
}
NEW = "new"  # value of the choice for who means none of the near names


class ProposalForm(forms.ModelForm):
    """Asks once whether a near name is meant; `existing` is the record that was chosen instead."""

    seen_for = forms.CharField(required=False, widget=forms.HiddenInput)  # the name for which near ones were shown
    meant = forms.ChoiceField(required=False, label=_("Do you mean one of these?"), widget=forms.RadioSelect)

    existing: Record | None = None
    field_order = ("meant",)

    def __init__(self, *args, user=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.shown_for = str(self.data.get(self.add_prefix("seen_for"), "")) if self.is_bound else ""
        self.instance.locale = next(iter(get_locales().values()))
        for name in ("affiliation", "parent"):
            if name in self.fields:
                self.fields[name].queryset = self._meta.model._meta.get_field(name).related_model.objects.filter(
                    locale_id=self.instance.locale_id
                )
        if self.near and self.is_bound:
            notes = {str(one.pk): f"{one} ({one.choice_note})" if one.choice_note else str(one) for one in self.near}
            self.fields["meant"].choices = [*notes.items(), (NEW, _("None of these: propose a new one"))]
            self.data = self.data.copy()
            self.data[self.add_prefix("seen_for")] = self._name
        else:
            del self.fields["meant"]
        if "kind" in self.fields:  # all kinds in sight, chosen by one click
            kind = self.fields["kind"]
            kind.choices, kind.widget = (
                (choices := [one for one in kind.choices if one[0]]),
                forms.RadioSelect(choices=choices),
            )
        if "intro" in self.fields:
            self.fields["intro"].widget.attrs["rows"] = 3

    @property
    def _name(self) -> str:
        return " ".join(str(self.data.get(self.add_prefix("name"), "")).split())[:200] if self.is_bound else ""

    @cached_property
    def near(self) -> list[Record]:
        """Records with a name near to the one that was typed."""
        return find_near(self._meta.model, self._name, self.instance.locale_id, self.user)

    def clean(self):
        """Take the near record that is meant, or require the answer that none is."""
        data = super().clean()
        if self.near:
            meant = data.get("meant", "")
            self.existing = next((one for one in self.near if str(one.pk) == meant), None)
            if self.existing is None and not (meant == NEW and self.shown_for == self._name):
                raise forms.ValidationError(
                    _("There are records with a name like this one. Choose below what you mean.")
                )
        return data

    def full_clean(self):
        """Validate; of a record that is there nothing of the proposal matters."""
        super().full_clean()
        if self.existing is not None:
            self.errors.clear()

    def save(self, commit=True):
        """Return the record that is meant, or the new proposal."""
        if self.existing is not None:
            return self.existing
        self.instance.live, self.instance.has_unpublished_changes = False, True
        self.instance.proposed_by = self.user
        return super().save(commit=commit)


def get_proposal_form(model: type[Record]) -> type[ProposalForm]:
    """Return the form for proposals of a kind."""
    return forms.modelform_factory(model, form=ProposalForm, fields=FIELDS[model])
