"""A line on top of an entry's form that leads to what the handbook says of its kind."""

from wagtail.admin.panels import Panel


class HandbookPanel(Panel):
    """Read-only panel: what the kind is for, and a link to the handbook."""

    class BoundPanel(Panel.BoundPanel):
        """The panel bound to one entry."""

        template_name = "core/handbook_panel.html"

        def get_context_data(self, parent_context=None):
            """Add `kind` (value in addresses) and `sentence`."""
            model = type(self.instance)
            values = {"kind": model.kind, "sentence": model.get_page_description()}
            return {**super().get_context_data(parent_context), **values}
