"""A panel of the entry's editor: what was read of its documents, and what keeps the entry from being accessible."""

from wagtail.admin.panels import Panel


class DocumentPanel(Panel):
    """Shown when there is something to say; it asks nothing of the editor. Its template gets the facts by tags."""

    class BoundPanel(Panel.BoundPanel):
        """The panel of one entry."""

        template_name = "core/document_panel.html"

        def get_context_data(self, parent_context=None):
            """Add the entry."""
            return {**super().get_context_data(parent_context), "entry": self.instance}

        def is_shown(self):
            """Only an entry that was saved has something to tell."""
            return bool(self.instance and self.instance.pk) and super().is_shown()
