"""The workflow's buttons below the edit form, for the step that the page waits for while the screen is made.

Wagtail asks for the step once more for each button; a step that is decided on meanwhile leaves it without an address.
"""

from django.utils.translation import gettext as _
from wagtail.admin.action_menu import WorkflowMenuItem

from editorial.planned_moment import say_planned_moment


class PinnedWorkflowMenuItem(WorkflowMenuItem):
    """A button of the workflow, for one step."""

    def __init__(self, item: WorkflowMenuItem, state):
        super().__init__(item.name, item.label, item.launch_modal, order=item.order)
        self.icon_name, self.state = item.icon_name, state

    def get_context_data(self, parent_context):
        """Return the context of Wagtail's button, with this step."""
        return {**super().get_context_data(parent_context), "current_task_state": self.state}


def pin_workflow_items(items: list, page) -> None:
    """Let the workflow's buttons be about the step that the page waits for now; without one they go."""
    if not any(isinstance(item, WorkflowMenuItem) for item in items):
        return
    state = page.current_workflow_task_state
    kept = [item for item in items if state is not None or not isinstance(item, WorkflowMenuItem)]
    items[:] = [PinnedWorkflowMenuItem(item, state) if isinstance(item, WorkflowMenuItem) else item for item in kept]


def name_planned_approval(items: list, page, user) -> None:
    """Let the buttons that approve a planned page last say when it goes on the site, in place of “and publish”."""
    approving = [item for item in items if isinstance(item, PinnedWorkflowMenuItem) and item.name == "approve"]
    if not approving or not page.current_workflow_state.is_at_final_task or not (moment := say_planned_moment(page)):
        return
    actions = approving[0].state.task.specific.get_actions(page, user)
    labels = {with_words: label for name, label, with_words in actions if name == "approve"}
    for item in approving:
        values = {"label": labels.get(item.launch_modal, item.label), "moment": moment}
        item.label = _("%(label)s and plan for %(moment)s") % values


def put_cancelling_last(items: list) -> None:
    """Let the first item, which becomes the large button, be another than the one that calls the waiting off."""
    items.sort(key=lambda item: item.name == "action-cancel-workflow")
