"""Rich text editor of single fields, with a placeholder that does not mention blocks."""

from django.utils.translation import gettext as _
from wagtail.admin.rich_text import DraftailRichTextArea


class FieldDraftailArea(DraftailRichTextArea):
    """Draftail with its own placeholder. StreamField blocks do not call `get_context()` and keep Wagtail's."""

    def get_context(self, name, value, attrs):
        """Return the context with the placeholder set."""
        shared = self.options
        self.options = {**shared, "placeholder": _("Write here")}
        try:
            return super().get_context(name, value, attrs)
        finally:
            self.options = shared
