"""What an editor reads when nothing is missing: what comes next, as the page stands."""

from django.utils.translation import gettext as _

from core.models import EntryPage
from editorial.review.decisions import may_decide, may_send


def say_complete(user, entry: EntryPage) -> str:
    """Return the sentence for a user about an entry in which nothing is missing, as it is saved."""
    state = entry.current_workflow_task_state if entry.pk else None
    if state is not None and may_decide(user, state, entry):
        return _("Nothing is missing. It waits for your decision.")
    if state is not None:
        return _("Nothing is missing. It is with the board.")
    if entry.scheduled_revision is not None:
        return _("Nothing is missing. It is approved, and goes on the site by itself.")
    if entry.live and not entry.has_unpublished_changes:
        return _("Nothing is missing. This is on the site.")
    if may_send(user, entry):
        return _("Nothing is missing. Well done: send it to the board.")
    return _("Nothing is missing.")
