"""Fields of the public forms for questions and offers; the choices of records are those of the reader's language."""

from django import forms
from django.utils.translation import gettext_lazy as _

from directory.localisation import get_locale
from directory.models import Place, Theme
from directory.name_order import sort_by_name
from knowledge.models.exchange import Level


class DayField(forms.DateField):
    """A day; a browser shows its own calendar for it, and a typed day is read too."""

    def __init__(self, **kwargs):
        super().__init__(widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), required=False, **kwargs)


class RecordChoiceField(forms.ChoiceField):
    """One record of the directory, by its translation key, or none."""

    def __init__(self, model, empty, **kwargs):
        self.model, self.empty = model, empty
        super().__init__(choices=self.list_choices, required=False, **kwargs)

    def list_choices(self):
        """Yield the choices, in the order of names."""
        yield "", self.empty
        yield from _list_records(self.model)


class ChoicesField(forms.MultipleChoiceField):
    """Any number of choices as checkboxes, in their order, each once."""

    def __init__(self, **kwargs):
        super().__init__(required=False, widget=forms.CheckboxSelectMultiple, **kwargs)

    def clean(self, value):
        """Return the chosen values in the order of the choices."""
        chosen = super().clean(value)
        return [one for one, _label in self.choices if str(one) in chosen]


class RecordsField(ChoicesField):
    """Several records of the directory, by their translation keys."""

    def __init__(self, model, **kwargs):
        self.model = model
        super().__init__(choices=lambda: _list_records(self.model), **kwargs)


def _list_records(model) -> list[tuple[str, str]]:
    found = sort_by_name(model.objects.filter(locale=get_locale()))
    return [(str(record.translation_key), record.name) for record in found]


class LineField(forms.CharField):
    """A text on one line, whatever was posted."""

    def to_python(self, value):
        """Return the text with single spaces."""
        return " ".join(super().to_python(value).split())


def text_field(label, length: int, rows: int = 0, **kwargs) -> forms.CharField:
    """Return a field for a line, or for a text of `rows` rows."""
    if not rows:
        return LineField(label=label, max_length=length, **kwargs)
    return forms.CharField(label=label, max_length=length, widget=forms.Textarea({"rows": rows}), **kwargs)


def number_field(label, highest: int, **kwargs) -> forms.IntegerField:
    """Return a field for a whole number from 1, which may be empty."""
    widget = forms.NumberInput({"inputmode": "numeric"})
    return forms.IntegerField(label=label, min_value=1, max_value=highest, required=False, widget=widget, **kwargs)


def credits_field() -> forms.DecimalField:
    """Return a field for European credits, which may be empty."""
    help_text = _("European credits, 28 hours each.")
    return forms.DecimalField(
        label="EC", min_value=0, max_value=60, max_digits=4, decimal_places=1, required=False, help_text=help_text
    )


def level_field() -> forms.ChoiceField:
    """Return a field for the level."""
    return forms.ChoiceField(label=_("Level"), choices=Level.choices, initial=Level.ANY)


def place_field() -> RecordChoiceField:
    """Return a field for one place."""
    return RecordChoiceField(Place, _("Whole city"), label=_("Place"))


def themes_field() -> RecordsField:
    """Return a field for themes."""
    return RecordsField(Theme, label=_("Themes"))
