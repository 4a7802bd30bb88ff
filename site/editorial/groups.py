"""The table of roles: three groups and their permissions.

Applied after every migration; changes by an administrator stay (`editorial.convergence`).
"""

from django.apps import apps as installed
from django.conf import settings
from django.contrib.auth.models import Permission
from django.db import DEFAULT_DB_ALIAS, router
from wagtail.models import Locale, Page

from editorial.convergence import converge, is_converged
from editorial.models import AppliedRole
from editorial.workflow import APPROVAL, REVIEW

STUDENT, RESEARCHER, CHIEF_EDITOR = "Student", "Onderzoeker", "Eindredacteur"
PAGES = {
    STUDENT: ["add_page"],
    RESEARCHER: ["add_page", "change_page"],
    CHIEF_EDITOR: ["add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page", "unlock_page"],
}
DIRECTORY = ["organisation", "person", "theme", "place"]
SEARCH = ["synonym", "compoundexception", "promotion", "rankingexpectation"]
# Choose permissions are those of Wagtail's own models, also for custom ones; wagtailmedia has none.
CHOSEN = [("wagtailimages", "image"), ("wagtaildocs", "document")]
FILES = [*CHOSEN, ("wagtailmedia", "media")]
ADD_CHANGE, ALL = ("add", "change"), ("add", "change", "delete")


def read_table() -> dict[str, frozenset[str]]:
    """Return {role: grants}."""
    files = {STUDENT: ("add",), RESEARCHER: ADD_CHANGE, CHIEF_EDITOR: ALL}
    directory = {STUDENT: (), RESEARCHER: ADD_CHANGE, CHIEF_EDITOR: ALL}
    more = {
        STUDENT: set(),
        RESEARCHER: {"model:knowledge.add_proposal", "model:wagtail_localize.submit_translation", f"task:{REVIEW}"},
        CHIEF_EDITOR: {
            "model:wagtail_localize.submit_translation",
            f"task:{APPROVAL}",
            *_models("wagtailredirects", ["redirect"], ALL),
            *_models("wagtailcore", ["collection"], ALL),
            *_models("media", ["publiccollection"], ALL),
            *_models("search", SEARCH, ALL),
            "model:search.view_loggedquery",
            "model:knowledge.add_proposal",
            *_models("talkshows", ["consent"], ("view", *ADD_CHANGE)),
        },
    }
    return {
        role: frozenset(
            {
                "model:wagtailadmin.access_admin",
                *(f"page:wagtailcore.{codename}" for codename in PAGES[role]),
                *(f"collection:{app}.{action}_{model}" for app, model in FILES for action in files[role]),
                *(f"collection:{app}.choose_{model}" for app, model in CHOSEN),
                *_models("directory", DIRECTORY, directory[role]),
                *more[role],
            }
        )
        for role in PAGES
    }


def ensure_roles(using: str = DEFAULT_DB_ALIAS, apps=installed, **kwargs) -> None:
    """Create locales and apply the table of roles; receiver of `post_migrate`."""
    if _is_ready(using, apps):
        _ensure_locales(using)
        converge(read_table(), using)


def are_roles_current() -> bool:
    """Return whether the applied roles equal the table."""
    return is_converged(read_table(), DEFAULT_DB_ALIAS)


def disown_translation(sender, source_obj, target_obj, **kwargs) -> None:
    """Remove the owner of a new translation; the copied owner could edit it with the `add` permission."""
    if isinstance(target_obj, Page):
        target_obj.owner = None
        Page.objects.filter(pk=target_obj.pk).update(owner=None)


def _models(app: str, models: list[str], actions: tuple[str, ...]) -> set[str]:
    return {f"model:{app}.{action}_{model}" for model in models for action in actions}


def _is_ready(using: str, apps) -> bool:
    """Return whether this database has our tables, the root page and the admin permissions."""
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
