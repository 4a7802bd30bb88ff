"""A field with several values of a fixed list of choices, such as the kinds of help that a question asks for."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class ChoiceListField(models.JSONField):
    """Stores the chosen values as a JSON list, each once and in the order of `values`, a TextChoices class."""

    def __init__(self, *args, values=None, **kwargs):
        self.values = values
        super().__init__(*args, **{"default": list, "blank": True, **kwargs})

    def deconstruct(self):
        """Be a plain JSON column in migrations: another choice changes nothing there."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs

    def clean(self, value, model_instance):
        """Return the chosen values in order; raise ValidationError for a value that is none of the choices."""
        chosen = value or []
        allowed = list(self.values.values) if self.values else chosen
        if not isinstance(chosen, list) or any(one not in allowed for one in chosen):
            raise ValidationError(_("Choose from the list."))
        return [one for one in allowed if one in chosen]

    def formfield(self, **kwargs):
        """Return checkboxes."""
        kwargs.pop("encoder", None), kwargs.pop("decoder", None)
        kwargs.pop("widget", None)
        return forms.MultipleChoiceField(
            label=self.verbose_name,
            help_text=self.help_text,
            required=not self.blank,
            choices=self.values.choices,
            widget=forms.CheckboxSelectMultiple,
        )

    def get_labels(self, chosen) -> list[str]:
        """Return the labels of the chosen values; unknown ones, of an older version, are left out."""
        return [str(label) for value, label in self.values.choices if value in (chosen or [])]
