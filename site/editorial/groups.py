"""The board's roles: three groups and what each may do.

Made when the database is migrated, and only what is missing: an administrator's changes stay.
"""

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

STUDENT, RESEARCHER, CHIEF_EDITOR = "Student", "Onderzoeker", "Eindredacteur"
WORKFLOW = "Redactie"
REVIEW, APPROVAL = "Blik van de onderzoeker", "Eindredactie"

PAGES = {
    STUDENT: ["add_page"],
    RESEARCHER: ["add_page", "change_page"],
    CHIEF_EDITOR: ["add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page", "unlock_page"],
}
DIRECTORY = ["organisation", "person", "theme", "place"]
SEARCH = ["synonym", "compoundexception", "promotion", "invariant"]
# Wagtail keeps the permissions of its own models, also when a site has its own.
FILES = [("wagtailimages", "image"), ("wagtaildocs", "document"), ("wagtailmedia", "media")]


def ensure_roles(**kwargs) -> None:
    """Make groups, permissions and workflow where they do not exist yet."""
    root = Page.objects.filter(depth=1).first()
    if root is None or not Permission.objects.filter(codename="access_admin").exists():
        return
    for code, _name in settings.LANGUAGES:
        Locale.objects.get_or_create(language_code=code)
    for name in PAGES:
        group, made = Group.objects.get_or_create(name=name)
        if made:
            _give(group, name, root)
    _remove_defaults()
    _ensure_workflow(root)


def disown_translation(sender, source_obj, target_obj, **kwargs) -> None:
    """Let nobody own a new translation: its copy would give the student who wrote the original the right to change it."""
    if isinstance(target_obj, Page):
        target_obj.owner = None
        Page.objects.filter(pk=target_obj.pk).update(owner=None)


def _permission(app: str, codename: str) -> Permission | None:
    return Permission.objects.filter(content_type__app_label=app, codename=codename).first()


def _give(group: Group, name: str, root: Page) -> None:
    group.permissions.add(*Permission.objects.filter(codename="access_admin", content_type__app_label="wagtailadmin"))
    page_type = ContentType.objects.get_for_model(Page)
    for codename in PAGES[name]:
        permission = Permission.objects.get(content_type=page_type, codename=codename)
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
    collection = Collection.get_first_root_node()
    for app, model in FILES:
        for action in [
            "add",
            "choose",
            *([] if name == STUDENT else ["change"]),
            *(["delete"] if name == CHIEF_EDITOR else []),
        ]:
            permission = _permission(app, f"{action}_{model}")
            if permission and collection:
                GroupCollectionPermission.objects.get_or_create(
                    group=group, collection=collection, permission=permission
                )
    if name == STUDENT:
        return
    actions = ["add", "change"] + (["delete"] if name == CHIEF_EDITOR else [])
    wanted = [("directory", f"{action}_{model}") for model in DIRECTORY for action in actions]
    wanted.append(("wagtail_localize", "submit_translation"))
    if name == CHIEF_EDITOR:
        wanted += [("wagtailredirects", f"{action}_redirect") for action in ("add", "change", "delete")]
        wanted += [("wagtailcore", f"{action}_collection") for action in ("add", "change", "delete")]
        wanted += [("media", f"{action}_publiccollection") for action in ("add", "change", "delete")]
        wanted += [("search", f"{action}_{model}") for model in SEARCH for action in ("add", "change", "delete")]
        wanted.append(("search", "view_askedquery"))
        wanted += [("talkshows", f"{action}_consent") for action in ("view", "add", "change")]
    group.permissions.add(*[found for app, codename in wanted if (found := _permission(app, codename))])


def _remove_defaults() -> None:
    """Take Wagtail's own groups and workflow away while nobody uses them."""
    for group in Group.objects.filter(name__in=["Moderators", "Editors"], user=None):
        GroupApprovalTask.objects.filter(groups=group, name="Moderators approval").update(active=False)
        group.delete()


def _ensure_workflow(root: Page) -> None:
    if Workflow.objects.filter(name=WORKFLOW).exists():
        return
    workflow = Workflow.objects.create(name=WORKFLOW)
    for order, (name, role) in enumerate([(REVIEW, RESEARCHER), (APPROVAL, CHIEF_EDITOR)]):
        task = GroupApprovalTask.objects.create(name=name)
        task.groups.add(Group.objects.get(name=role))
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=order)
    Workflow.objects.exclude(pk=workflow.pk).filter(name="Moderators approval").update(active=False)
    WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})
