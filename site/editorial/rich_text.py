"""The editor of a single text field: its hint speaks of writing, not of blocks, for a field takes none."""

from django.utils.translation import gettext as _
from wagtail.admin.rich_text import DraftailRichTextArea


class FieldDraftailArea(DraftailRichTextArea):
    """Wagtail's editor; in a stream of blocks it starts from its options alone, and keeps Wagtail's own hint."""

    def get_context(self, name, value, attrs):
        """Render with a hint of its own."""
        shared = self.options
        self.options = {**shared, "placeholder": _("Write here")}
        try:
            return super().get_context(name, value, attrs)
        finally:
            self.options = shared
