"""The editorial workflow and the groups that approve its tasks."""

from django.contrib.auth.models import Group
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowTask

from editorial.models import BoardTask

WORKFLOW = "Redactie"
REVIEW, APPROVAL = "Blik van de onderzoeker", "Eindredactie"
DEFAULTS = "Moderators approval"  # name of Wagtail's default workflow and its task


def create_workflow(root: Page, using: str) -> None:
    """Create the workflow without tasks and assign it to the root page, in place of Wagtail's default."""
    workflow, created = Workflow.objects.using(using).get_or_create(name=WORKFLOW)
    if created:
        Workflow.objects.using(using).filter(name=DEFAULTS).update(active=False)
        WorkflowPage.objects.using(using).update_or_create(page=root, defaults={"workflow": workflow})


def add_approver(name: str, group: Group, using: str) -> bool:
    """Let `group` approve task `name`, creating it as the last one; return False without the workflow."""
    task = BoardTask.objects.using(using).filter(name=name).first()
    if task is None:
        workflow = Workflow.objects.using(using).filter(name=WORKFLOW).first()
        if workflow is None:
            return False
        task = BoardTask.objects.using(using).create(name=name)
        last = workflow.workflow_tasks.count()
        WorkflowTask.objects.using(using).create(workflow=workflow, task=task, sort_order=last)
    task.groups.add(group)
    return True


def remove_approver(name: str, group: Group, using: str) -> None:
    """Remove `group` as approver of task `name`; deactivate the task when no group is left."""
    for task in BoardTask.objects.using(using).filter(name=name, groups=group):
        task.groups.remove(group)
        if task.active and not task.groups.exists():
            task.deactivate()


def remove_defaults(using: str) -> None:
    """Delete Wagtail's default groups if they have no users, and deactivate their task."""
    for group in Group.objects.using(using).filter(name__in=["Moderators", "Editors"], user=None):
        GroupApprovalTask.objects.using(using).filter(groups=group, name=DEFAULTS).update(active=False)
        group.delete(using=using)
