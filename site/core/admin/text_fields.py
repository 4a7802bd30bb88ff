"""Text areas of Wagtail's admin with a visible limit instead of `maxlength`.

A browser that knows the limit cuts pasted text without notice. Here the form is returned with the whole text and an error.
"""

from django.db import models
from django.utils.functional import lazy
from django.utils.translation import gettext
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import AdminAutoHeightTextInput


class UnlimitedTextInput(AdminAutoHeightTextInput):
    """A text area without `maxlength`."""

    def build_attrs(self, base_attrs, extra_attrs=None):
        """Remove `maxlength`."""
        attrs = super().build_attrs(base_attrs, extra_attrs)
        attrs.pop("maxlength", None)
        return attrs


def get_field_override(db_field: models.TextField) -> dict:
    """Return the widget of a field, and its help text with the limit."""
    if not db_field.max_length:
        return {"widget": UnlimitedTextInput}
    return {"widget": UnlimitedTextInput, "help_text": add_limit(db_field.help_text, db_field.max_length)}


def _add_limit(help_text, limit: int) -> str:
    return f"{help_text} {gettext('At most %(number)s characters.') % {'number': limit}}".strip()


add_limit = lazy(_add_limit, str)


def register_text_area() -> None:
    """Use this widget for every TextField in Wagtail's admin; called once when the app is ready."""
    register_form_field_override(models.TextField, override=get_field_override, exact_class=True)
