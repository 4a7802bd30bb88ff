"""What happens when a workflow ends: WAGTAIL_FINISH_WORKFLOW_ACTION. Wagtail imports it before models are ready."""

from django.utils.translation import gettext as _

from accounts.acting import RefusedError, get_act


def publish_approved_revision(workflow_state, user=None) -> None:
    """Publish the version that was approved at the last step of `workflow_state`, and no later one.

    Without an approval, such as when an administrator switches the last step off, nothing is published: in a request
    that is refused, elsewhere the workflow is cancelled.
    """
    state = workflow_state.current_task_state
    if state is not None:
        state.refresh_from_db()
        if state.status == state.STATUS_APPROVED:
            state.revision.publish(user=user)
            return
    if get_act() is not None:
        raise RefusedError(
            _("“%(title)s” waits for this step. Decide on it first; nothing is published without an approval.")
            % {"title": workflow_state.content_object.get_admin_display_title()}
        )
    workflow_state.status = workflow_state.STATUS_CANCELLED
    workflow_state.save()
