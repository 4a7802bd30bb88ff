"""Panels with the mark of a required field, for fields that are required by a condition: in `clean()`, or to publish.

Wagtail marks the fields that its form requires. Of a field that is required only beside another one, or only to publish, the
form knows nothing before it is refused. Where one of two fields is enough, neither is required: a help text says so.
"""

from collections.abc import Callable

from wagtail.admin.panels import FieldPanel, InlinePanel


class MarkedFieldPanel(FieldPanel):
    """A field panel with the mark of a required field while `required_when(instance)`."""

    def __init__(self, *args, required_when: Callable, **kwargs):
        super().__init__(*args, **kwargs)
        self.required_when = required_when

    def clone_kwargs(self):
        """Add the condition."""
        return {**super().clone_kwargs(), "required_when": self.required_when}

    class BoundPanel(FieldPanel.BoundPanel):
        """The panel bound to one object."""

        def is_required(self):
            """Return whether the field is required, by the form or by the condition."""
            return super().is_required() or self.panel.required_when(self.instance)


class MarkedInlinePanel(InlinePanel):
    """An inline panel with the mark of a required field while `required_when(instance)`."""

    def __init__(self, *args, required_when: Callable, **kwargs):
        super().__init__(*args, **kwargs)
        self.required_when = required_when

    def clone_kwargs(self):
        """Add the condition."""
        return {**super().clone_kwargs(), "required_when": self.required_when}

    class BoundPanel(InlinePanel.BoundPanel):
        """The panel bound to one object."""

        def is_required(self):
            """Return whether there has to be a row."""
            return self.panel.required_when(self.instance)
