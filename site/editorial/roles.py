"""The board's roles: three groups and what each may do.

After every migration the groups follow this table: what the table gave last time is remembered (`AppliedRole`), and only its
difference to the table of now is given or taken. What an administrator gave, took, renamed or deleted meanwhile stays.
"""

from django.apps import apps as installed
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import DEFAULT_DB_ALIAS, router, transaction
from wagtail.models import Locale, Page

from editorial import grants, workflow
from editorial.models import AppliedRole

STUDENT, RESEARCHER, CHIEF_EDITOR = "Student", "Onderzoeker", "Eindredacteur"
PAGES = {
    STUDENT: ["add_page"],
    RESEARCHER: ["add_page", "change_page"],
    CHIEF_EDITOR: ["add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page", "unlock_page"],
}
DIRECTORY = ["organisation", "person", "theme", "place"]
SEARCH = ["synonym", "compoundexception", "promotion", "invariant"]
# Wagtail keeps the permissions of its own models, also when a site has its own.
FILES = [("wagtailimages", "image"), ("wagtaildocs", "document"), ("wagtailmedia", "media")]
ADD_CHANGE, ALL = ("add", "change"), ("add", "change", "delete")


def read_table() -> dict[str, frozenset[str]]:
    """Return {role: grants}."""
    files = {STUDENT: ("add", "choose"), RESEARCHER: ("add", "choose", "change"), CHIEF_EDITOR: ("choose", *ALL)}
    directory = {STUDENT: (), RESEARCHER: ADD_CHANGE, CHIEF_EDITOR: ALL}
    more = {
        STUDENT: set(),
        RESEARCHER: {"model:wagtail_localize.submit_translation", f"task:{workflow.REVIEW}"},
        CHIEF_EDITOR: {
            "model:wagtail_localize.submit_translation",
            f"task:{workflow.APPROVAL}",
            *_models("wagtailredirects", ["redirect"], ALL),
            *_models("wagtailcore", ["collection"], ALL),
            *_models("media", ["publiccollection"], ALL),
            *_models("search", SEARCH, ALL),
            "model:search.view_askedquery",
            *_models("talkshows", ["consent"], ("view", *ADD_CHANGE)),
        },
    }
    return {
        role: frozenset(
            {
                "model:wagtailadmin.access_admin",
                *(f"page:wagtailcore.{codename}" for codename in PAGES[role]),
                *(f"collection:{app}.{action}_{model}" for app, model in FILES for action in files[role]),
                *_models("directory", DIRECTORY, directory[role]),
                *more[role],
            }
        )
        for role in PAGES
    }


def ensure_roles(using: str = DEFAULT_DB_ALIAS, apps=installed, **kwargs) -> None:
    """Let groups and workflow follow the table; nothing is written where they do already."""
    if not _is_ready(using, apps):
        return
    _ensure_locales(using)
    applied = {role.name: role for role in AppliedRole.objects.using(using).select_related("group")}
    table = read_table()
    changed = [name for name in [*table, *(applied.keys() - table)] if _differs(applied.get(name), table.get(name))]
    if not changed:
        return
    with transaction.atomic(using=using):
        if not applied:
            workflow.make_workflow(Page.objects.using(using).get(depth=1), using)
        for name in changed:
            _apply(applied.get(name) or _make(name, using), table.get(name, frozenset()), using)
        if not applied:
            workflow.remove_defaults(using)


def are_roles_current() -> bool:
    """Return whether a migration would leave all roles as they are."""
    applied = {role.name: role for role in AppliedRole.objects.all()}
    table = read_table()
    return not any(_differs(applied.get(name), table.get(name)) for name in {*table, *applied})


def disown_translation(sender, source_obj, target_obj, **kwargs) -> None:
    """Let nobody own a new translation: its copy would give the student who wrote the original the right to change it."""
    if isinstance(target_obj, Page):
        target_obj.owner = None
        Page.objects.filter(pk=target_obj.pk).update(owner=None)


def _models(app: str, models: list[str], actions: tuple[str, ...]) -> set[str]:
    return {f"model:{app}.{action}_{model}" for model in models for action in actions}


def _is_ready(using: str, apps) -> bool:
    """Return whether this database holds our tables, and what pages and permissions start from."""
    if not router.allow_migrate_model(using, AppliedRole) or not apps.is_installed("editorial"):
        return False
    return (
        Page.objects.using(using).filter(depth=1).exists()
        and Permission.objects.using(using).filter(codename="access_admin").exists()
    )


def _ensure_locales(using: str) -> None:
    present = set(Locale.objects.using(using).values_list("language_code", flat=True))
    for code, _name in settings.LANGUAGES:
        if code not in present:
            Locale.objects.using(using).create(language_code=code)


def _differs(role: AppliedRole | None, wanted: frozenset[str] | None) -> bool:
    """Return whether something is to be done; never where an administrator deleted the group."""
    return role is None or (role.group_id is not None and set(role.grants) != (wanted or frozenset()))


def _make(name: str, using: str) -> AppliedRole:
    group, _made = Group.objects.using(using).get_or_create(name=name)
    return AppliedRole.objects.using(using).create(name=name, group=group)


def _apply(role: AppliedRole, wanted: frozenset[str], using: str) -> None:
    """Give and take the difference, and remember what was given."""
    before = set(role.grants)
    grants.take(role.group, before - wanted, using)
    after = (before & wanted) | grants.give(role.group, wanted - before, using)
    if after != before:
        role.grants = sorted(after)
        role.save(using=using, update_fields=["grants"])
