"""What the workflow and comments tell the inbox, in place of Wagtail's own mails.

Wagtail mails at the moment itself, to everybody, and a mail server that is silent holds the request. Its notifiers are
not connected: ours stand under their names (`dispatch_uid`), in whatever order the apps start.
"""

from django.contrib.auth import get_user_model
from wagtail.admin import mail as wagtail_mail
from wagtail.admin.views.pages import edit
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.signals import task_approved, task_submitted, workflow_approved, workflow_rejected, workflow_submitted

from editorial.inbox.models import Notice
from editorial.inbox.notices import notify
from editorial.review.reviewers import find_reviewer
from editorial.workflow_state import find_writers

Kind = Notice.Kind


def tell_reviewers(sender, instance, user=None, **kwargs) -> None:
    """Tell who may decide a step that it waits: the chosen reviewer, or else everybody of its groups."""
    page = instance.workflow_state.content_object
    if isinstance(page, Page):
        notify(find_deciders(instance), Kind.REVIEW, page, f"review:{instance.pk}", user, instance.pk)


def tell_returned(sender, instance, user=None, **kwargs) -> None:
    """Tell who sent a page in, and who writes it, that it came back."""
    page, state = instance.content_object, instance.current_task_state
    if isinstance(page, Page) and state is not None:
        users = [instance.requested_by, *find_writers(page)]
        notify(users, Kind.RETURNED, page, f"returned:{state.pk}", user, state.pk)


def tell_passed(sender, instance, user=None, **kwargs) -> None:
    """Tell who sent a page in, and who owns it, that a step approved it and another one has it now."""
    flow = instance.workflow_state
    page = flow.content_object
    if isinstance(page, Page) and flow.get_next_task() is not None:
        key = f"passed:{instance.pk}"
        notify([flow.requested_by, page.owner], Kind.PASSED, page, key, user)


def tell_approved(sender, instance, user=None, **kwargs) -> None:
    """Tell who sent a page in, and who owns it, that it passed the last step: it is on the site, or will be at its time."""
    page = instance.content_object
    if isinstance(page, Page):
        kind = Kind.PUBLISHED if _is_published(page, instance) else Kind.APPROVED
        notify([instance.requested_by, page.owner], kind, page, f"approved:{instance.pk}", user)


def _is_published(page: Page, workflow: WorkflowState) -> bool:
    """Return whether the version that was approved last is the one that readers have."""
    approved = workflow.task_states.filter(status=TaskState.STATUS_APPROVED).order_by("-finished_at", "-pk").first()
    found = Page.objects.filter(pk=page.pk, live=True).values_list("live_revision_id", flat=True).first()
    return approved is not None and found is not None and approved.revision_id == found


def find_deciders(state: TaskState) -> list:
    """Return the users to tell of a step: its reviewer where one was chosen who may act, else the members of its groups."""
    reviewer = find_reviewer(state)
    if reviewer is not None:
        return [reviewer]
    task = state.task.specific
    groups = task.groups.all() if hasattr(task, "groups") else []
    return list(get_user_model().objects.filter(groups__in=groups, is_active=True).distinct())


def notify_of_comments(users, notification: str, context: dict) -> bool:
    """Tell users of comments that were written, answered or resolved; takes the place of Wagtail's function."""
    page, actor = context["page"], context["editor"]
    for comment in context["new_comments"]:
        notify(users, Kind.COMMENT, page, f"comment:{comment.pk}", actor, comment.pk)
    for thread in context["replied_comments"]:
        for reply in thread["replies"]:
            notify(users, Kind.COMMENT, page, f"reply:{reply.pk}", actor, thread["comment"].pk)
    for comment in context["resolved_comments"]:
        notify(users, Kind.RESOLVED, page, f"resolved:{comment.pk}", actor, comment.pk)
    return True


def connect() -> None:
    """Take the place of Wagtail's notifiers; called by `AppConfig.ready()`."""
    places = [
        (task_submitted, TaskState, "group_approval_task_submitted_email_notification", tell_reviewers),
        (workflow_submitted, WorkflowState, "workflow_state_submitted_email_notification", lambda **kwargs: None),
        (workflow_rejected, WorkflowState, "workflow_state_rejected_email_notification", tell_returned),
        (workflow_approved, WorkflowState, "workflow_state_approved_email_notification", tell_approved),
    ]
    task_approved.connect(tell_passed, sender=TaskState, dispatch_uid="editorial_step_passed", weak=False)
    for signal, sender, uid, receiver in places:
        signal.disconnect(sender=sender, dispatch_uid=uid)
        signal.connect(receiver, sender=sender, dispatch_uid=uid, weak=False)
    wagtail_mail.send_notification = edit.send_notification = notify_of_comments
