"""Edit form of records, with a check for conflicting edits."""

import hashlib
import json

from django import forms
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.models import ModelLogEntry

from accounts.names import name_of
from directory.references.posted import follow_posted

MAX_SHOWN = 80  # characters of a value
KEPT_BY_SITE = frozenset({"first_published_at", "go_live_at", "expire_at"})  # fields that no editor fills in


class RecordForm(WagtailAdminModelForm):
    """Form with digests of the initial values; a stored value with another digest was changed by somebody else."""

    began_with = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *args, **kwargs):
        super().__init__(follow_posted(self._meta.model, data), *args, **kwargs)
        if self.instance.pk:
            self.initial["began_with"] = json.dumps(digest_values(self.instance))

    def clean(self):
        """Raise ValidationError when the record was changed since the form was opened; saving again overwrites it."""
        data = super().clean()
        changed = self._find_changes(data.pop("began_with", ""))
        if changed:
            self.data = self.data.copy()
            self.data[self.add_prefix("began_with")] = json.dumps(digest_values(self._stored()))
            who = self._find_last_editor()
            lines = [f"{label}: {value}" for label, value in changed]
            raise forms.ValidationError(
                [_("%(who)s saved this after you opened it. Nothing of yours is saved yet. Changed by the other:") % {"who": who},
                 *lines, _("Take over what you need, and save again: then yours counts.")]
            )  # fmt: skip
        return data

    def _stored(self):
        return type(self.instance)._default_manager.filter(pk=self.instance.pk).first() or self.instance

    def _find_changes(self, began_with: str) -> list[tuple[str, str]]:
        try:
            marks = json.loads(began_with) if began_with and self.instance.pk else {}
        except ValueError:
            return []
        if not isinstance(marks, dict):
            return []
        stored = self._stored()
        now = digest_values(stored)
        names = [name for name, mark in marks.items() if name in now and now[name] != mark]
        return [(str(stored._meta.get_field(name).verbose_name), format_value(stored, name)) for name in names]

    def _find_last_editor(self) -> str:
        entry = ModelLogEntry.objects.for_instance(self.instance).select_related("user").first()
        user = entry.user if entry else None
        return name_of(user)


def digest_values(record) -> dict[str, str]:
    """Return {field: digest of its value}."""
    return {
        field.name: hashlib.sha256(repr(field.value_from_object(record)).encode()).hexdigest()[:12]
        for field in record._meta.concrete_fields
        if field.editable and not field.primary_key and field.name not in KEPT_BY_SITE
    }


def format_value(record, name: str) -> str:
    """Return the value of a field as text of at most MAX_SHOWN characters."""
    field = record._meta.get_field(name)
    value = getattr(record, f"get_{name}_display")() if field.choices else getattr(record, name)
    text = "–" if value in (None, "") else _("yes") if value is True else _("no") if value is False else str(value)
    return text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN]}…"
