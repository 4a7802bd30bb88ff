"""How the log says that somebody took over a step: with the reason."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter

from editorial.step_names import name_task
from editorial.workflow_state import TAKE_OVER


def register_take_over(actions) -> None:
    """Add the action to Wagtail's registry."""

    @actions.register_action(TAKE_OVER)
    class TakeOverFormatter(LogFormatter):
        """A step that was taken over."""

        label = gettext_lazy("Took over a step")

        def format_message(self, log_entry):
            """Return the sentence for the history of a page."""
            return _("Took over “%(task)s”: %(reason)s") % {
                "task": name_task(log_entry.data.get("task", "")), "reason": log_entry.data.get("reason", ""),
            }  # fmt: skip
