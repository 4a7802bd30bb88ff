"""Fields of the public forms for questions and offers; the choices of records are those of the reader's language."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from directory.localisation import get_locale
from directory.models import Place, Theme
from directory.name_order import sort_by_name
from directory.places import group_by_city
from knowledge.models.exchange import Level
from knowledge.submissions.numbers import MAX_LENGTH, Unread, read_number


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

    def describe(self, value) -> str:
        """Return the name of a chosen record, or of none."""
        flat = {}
        for key, label in self.choices:
            flat |= dict(label) if isinstance(label, list) else {key: label}
        return str(flat.get(value or "", ""))


class PlaceChoiceField(RecordChoiceField):
    """One place: those of the site's own city first, then other cities, each under its name."""

    def list_choices(self):
        """Yield the choices in groups."""
        yield "", self.empty
        yield from list_places()


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


def list_places() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return (name of a city, its places by name), the city itself first; the site's own city, with most places, stands first."""
    groups = group_by_city(Place.objects.filter(locale=get_locale()))
    return [(group[0].name, [(str(place.translation_key), place.name) for place in group]) for group in groups]


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


class NumberField(forms.CharField):
    """A number as people type it, in a text input that keeps what was typed; `places` decimals at most."""

    def __init__(self, *, lowest: int, highest: int, places: int = 0, **kwargs):
        self.lowest, self.highest, self.places = lowest, highest, places
        widget = forms.TextInput({"inputmode": "decimal" if places else "numeric", "autocomplete": "off"})
        super().__init__(required=False, widget=widget, max_length=MAX_LENGTH, **kwargs)

    def prepare_value(self, value):
        """Return a stored number as a reader writes it; what was typed stays as it is."""
        return (
            number_format(value.normalize() if isinstance(value, Decimal) else value)
            if isinstance(value, int | Decimal)
            else value
        )

    def clean(self, value):
        """Return the number (an integer, or a Decimal where decimals are allowed) or None; raise ValidationError."""
        text = super().clean(value)
        found = read_number(text)
        if found is None:
            return None
        if isinstance(found, Unread):
            raise ValidationError(_UNREAD[found] % {"typed": " ".join(text.split())[:40]})
        if not self.lowest <= found <= self.highest:
            raise ValidationError(
                _("Fill in a number from %(lowest)s to %(highest)s.")
                % {"lowest": number_format(self.lowest), "highest": number_format(self.highest)}
            )
        if found != round(found, self.places):
            raise ValidationError(
                _("Fill in at most one decimal, such as 7.5.")
                if self.places
                else _("Fill in a whole number, such as 3.")
            )
        return found if self.places else int(found)


_UNREAD = {
    Unread.NONE: _("“%(typed)s” is not a number to us. Fill in one number, such as 3, or leave it empty."),
    Unread.SEVERAL: _(
        "“%(typed)s” has more than one number. Fill in one, such as the highest; tell the rest in your text."
    ),
    Unread.OTHER: _("We are not sure what “%(typed)s” adds up to. Fill in one number, such as 40, or leave it empty."),
}


def number_field(label, highest: int, **kwargs) -> NumberField:
    """Return a field for a whole number from 1, which may be empty."""
    return NumberField(label=label, lowest=1, highest=highest, **kwargs)


def credits_field() -> NumberField:
    """Return a field for European credits, which may be empty."""
    help_text = _("Only when a programme is already known. One credit is 28 hours of study.")
    return NumberField(label=_("Study credits (EC)"), lowest=0, highest=60, places=1, help_text=help_text)


def level_field(label) -> forms.ChoiceField:
    """Return a field for the level."""
    return forms.ChoiceField(label=label, choices=Level.choices, initial=Level.ANY)


def place_field(label) -> RecordChoiceField:
    """Return a field for one place."""
    return PlaceChoiceField(Place, _("Whole city"), label=label)


def themes_field() -> RecordsField:
    """Return a field for themes."""
    return RecordsField(Theme, label=_("Themes"))
