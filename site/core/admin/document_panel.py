"""A panel of the entry's edit view: state of its documents and accessibility issues."""

from wagtail.admin.panels import Panel


class DocumentPanel(Panel):
    """Read-only panel; its template gets the data from `editing_tags`."""

    class BoundPanel(Panel.BoundPanel):
        """The panel bound to one entry."""

        template_name = "core/document_panel.html"

        def get_context_data(self, parent_context=None):
            """Add `entry`."""
            return {**super().get_context_data(parent_context), "entry": self.instance}

        def is_shown(self):
            """Return whether the entry was saved."""
            return bool(self.instance and self.instance.pk) and super().is_shown()
