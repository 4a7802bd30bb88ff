"""The board's workflow: made once; a role's group approves a step of it."""

from django.contrib.auth.models import Group
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowTask

WORKFLOW = "Redactie"
REVIEW, APPROVAL = "Blik van de onderzoeker", "Eindredactie"
DEFAULTS = "Moderators approval"  # the name of Wagtail's own workflow and of its only step


def make_workflow(root: Page, using: str) -> None:
    """Make the workflow for all pages, without steps, in place of Wagtail's own."""
    workflow, made = Workflow.objects.using(using).get_or_create(name=WORKFLOW)
    if made:
        Workflow.objects.using(using).filter(name=DEFAULTS).update(active=False)
        WorkflowPage.objects.using(using).update_or_create(page=root, defaults={"workflow": workflow})


def add_approver(name: str, group: Group, using: str) -> bool:
    """Let `group` approve the step `name`, which becomes the last one if it is new; return whether there is such a step."""
    task = GroupApprovalTask.objects.using(using).filter(name=name).first()
    if task is None:
        workflow = Workflow.objects.using(using).filter(name=WORKFLOW).first()
        if workflow is None:
            return False
        task = GroupApprovalTask.objects.using(using).create(name=name)
        last = workflow.workflow_tasks.count()
        WorkflowTask.objects.using(using).create(workflow=workflow, task=task, sort_order=last)
    task.groups.add(group)
    return True


def remove_approver(name: str, group: Group, using: str) -> None:
    """Take the step `name` from `group`; a step that nobody is left to approve is skipped from now on."""
    for task in GroupApprovalTask.objects.using(using).filter(name=name, groups=group):
        task.groups.remove(group)
        if task.active and not task.groups.exists():
            task.deactivate()


def remove_defaults(using: str) -> None:
    """Take Wagtail's own groups away while nobody uses them, and their step out of use."""
    for group in Group.objects.using(using).filter(name__in=["Moderators", "Editors"], user=None):
        GroupApprovalTask.objects.using(using).filter(groups=group, name=DEFAULTS).update(active=False)
        group.delete(using=using)
