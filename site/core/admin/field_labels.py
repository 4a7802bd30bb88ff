"""Labels that Django makes of a field's name, in the language of the screen.

A field without a label is shown by its name in the code, in English: the filter "Locale" of Wagtail's choosers is one.
"""

from django.forms import boundfield
from django.forms.utils import pretty_name
from django.utils.translation import gettext


def translate_name(name: str) -> str:
    """Return the name of a field in words, translated where a catalogue knows them."""
    words = pretty_name(name)
    return gettext(words) if words else words


def translate_made_labels() -> None:
    """Use these labels in every form; called once when the app is ready."""
    boundfield.pretty_name = translate_name
