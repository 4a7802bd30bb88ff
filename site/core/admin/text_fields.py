"""Long texts with a limit, in the editing screens: the limit is named, and what goes over it is kept and refused with a reason.

A browser that knows the limit cuts off in silence what is pasted; here the server answers, with the whole text still there.
"""

from django.db import models
from django.utils.functional import lazy
from django.utils.translation import gettext
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import AdminAutoHeightTextInput


class UnlimitedTextInput(AdminAutoHeightTextInput):
    """A text area that takes everything that is typed or pasted."""

    def build_attrs(self, base_attrs, extra_attrs=None):
        """Leave out the limit."""
        attrs = super().build_attrs(base_attrs, extra_attrs)
        attrs.pop("maxlength", None)
        return attrs


def get_field_override(db_field: models.TextField) -> dict:
    """Return widget and help text of a field; a limit stands in the help text."""
    if not db_field.max_length:
        return {"widget": UnlimitedTextInput}
    return {"widget": UnlimitedTextInput, "help_text": name_limit(db_field.help_text, db_field.max_length)}


def _name_limit(help_text, number: int) -> str:
    return f"{help_text} {gettext('At most %(number)s characters.') % {'number': number}}".strip()


name_limit = lazy(_name_limit, str)


def register_text_area() -> None:
    """Use this for every plain text of the editing screens; called once when the app is ready."""
    register_form_field_override(models.TextField, override=get_field_override, exact_class=True)
