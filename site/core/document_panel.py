"""A panel of the entry's editor: what was read of its documents, and what keeps the entry from being accessible."""

from wagtail.admin.panels import Panel


class DocumentPanel(Panel):
    """Shown when there is something to say; it asks nothing of the editor."""

    class BoundPanel(Panel.BoundPanel):
        """The panel of one entry."""

        template_name = "core/document_panel.html"

        def get_context_data(self, parent_context=None):
            """Add documents with their state, and faults."""
            from core.documents import find_documents  # noqa: PLC0415 -- the models use panels
            from core.faults import list_faults  # noqa: PLC0415 -- the models use panels
            from media.pdf_states import explain  # noqa: PLC0415 -- the models use panels

            entry = self.instance
            documents = find_documents(entry) if entry.pk else []
            return {
                **super().get_context_data(parent_context),
                "documents": [(item.document, explain(item.facts)) for item in documents],
                "faults": list_faults(entry) if entry.pk else [],
            }

        def is_shown(self):
            """Only an entry that was saved has something to tell."""
            return bool(self.instance and self.instance.pk) and super().is_shown()
