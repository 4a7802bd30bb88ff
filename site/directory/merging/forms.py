"""The form of a merge: into which record, and what holds for a person."""

import hashlib
import json

from django import forms
from django.utils.translation import gettext_lazy as _

from directory.proposals.chooser import RecordChooser


class MergeForm(forms.Form):
    """Chooses the target of a merge; `confirmed` and `seen` come from the page that shows what will change."""

    target = forms.ModelChoiceField(queryset=None, label=_("Merge into"))
    keep_consent = forms.BooleanField(
        label=_("This person agrees to be shown"), required=False,
        help_text=_("One of the two records says so, the other does not. Leave it off when in doubt: then the page of this person goes off the site."),
    )  # fmt: skip
    confirmed = forms.BooleanField(required=False, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, *, record, **kwargs):
        super().__init__(data, **kwargs)
        model = type(record)
        self.fields["target"].queryset = model.with_merged.all()
        self.fields["target"].widget = RecordChooser(model=model)


def asks_consent(plan) -> bool:
    """Return whether only the target says that the person agrees to be shown."""
    return any(getattr(into, "consent", False) and not record.consent for record, into in plan.pairs)


def digest_plan(plan, usage) -> str:
    """Return a digest of what a merge would change, to notice a change between two clicks."""
    uses = sorted((use.model._meta.label, use.pk, use.stored, use.draft, use.planned) for use in usage.uses)
    pairs = [(record.pk, into.pk) for record, into in plan.pairs]
    content = [pairs, [record.pk for record in plan.moved], uses, usage.more]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()[:16]
