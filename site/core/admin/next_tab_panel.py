"""The way on from the end of each tab of the form: to the next tab, and from all but the first to the board."""

from wagtail.admin.panels import Panel, TabbedInterface


class NextTabPanel(Panel):
    """Buttons at the end of a tab.

    `next_heading` is the name of the next tab, None at the end of the last one; `has_send`: the piece may be finished here,
    for what a later tab asks is the board's.
    """

    def __init__(self, next_heading=None, has_send=False, **kwargs):
        super().__init__(**kwargs)
        self.next_heading, self.has_send = next_heading, has_send

    def clone_kwargs(self):
        """Return what a copy of the panel is made of."""
        return {**super().clone_kwargs(), "next_heading": self.next_heading, "has_send": self.has_send}

    class BoundPanel(Panel.BoundPanel):
        """The panel bound to one entry."""

        template_name = "core/next_tab_panel.html"

        def get_context_data(self, parent_context=None):
            """Add `heading`: the name of the next tab, if there is one; and `has_send`."""
            own = {"heading": self.panel.next_heading, "has_send": self.panel.has_send}
            return {**super().get_context_data(parent_context), **own}

        def show_panel_furniture(self):
            """Return False: a button needs no heading, and does not make a tab of one that has nothing else."""
            return False


def lead_on(tabs: TabbedInterface) -> TabbedInterface:
    """Let each tab end with the way to the next one; return `tabs`."""
    for at, (tab, following) in enumerate(zip(tabs.children, [*tabs.children[1:], None], strict=True)):
        tab.children = [*tab.children, NextTabPanel(following.heading if following else None, has_send=at > 0)]
    return tabs
