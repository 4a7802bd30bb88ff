"""The table of roles: who may do what.

Applied after every migration; changes by an administrator stay (`editorial.convergence`).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.apps import apps as installed
from django.conf import settings
from django.contrib.auth.models import Permission
from django.db import DEFAULT_DB_ALIAS, router
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext
from wagtail.models import Locale, Page

from editorial.convergence import converge, is_converged
from editorial.models import AppliedRole, BoardMember
from editorial.workflow import APPROVAL, REVIEW

STUDENT, RESEARCHER, CHIEF_EDITOR = "Student", "Onderzoeker", "Eindredacteur"
TRANSLATOR, PARTNER = "Vertaler", "Partner"

DIRECTORY = ("organisation", "person", "theme", "place")
SEARCH = ("synonym", "compoundexception", "promotion", "rankingexpectation")
# Choose permissions are those of Wagtail's own models, also for custom ones; wagtailmedia has none.
CHOSEN = (("wagtailimages", "image"), ("wagtaildocs", "document"))
FILES = (*CHOSEN, ("wagtailmedia", "media"))
NONE, ADD, ADD_CHANGE, ALL = (), ("add",), ("add", "change"), ("add", "change", "delete")


def grant(app: str, models: Iterable[str], actions: Iterable[str]) -> frozenset[str]:
    """Return the grants of actions on models."""
    return frozenset(f"model:{app}.{action}_{model}" for model in models for action in actions)


@dataclass(frozen=True)
class Role:
    """A row of the table: actions on all pages, own or all files, records of the directory, and single grants."""

    may: str  # for people who read the table
    pages: tuple[str, ...] = NONE
    files: tuple[str, ...] = NONE
    directory: tuple[str, ...] = NONE
    more: frozenset[str] = frozenset()

    @property
    def grants(self) -> frozenset[str]:
        """All grants of the role."""
        return frozenset(
            {
                "model:wagtailadmin.access_admin",
                *(f"page:wagtailcore.{action}_page" for action in self.pages),
                *(f"collection:{app}.{action}_{model}" for app, model in FILES for action in self.files),
                *(f"collection:{app}.choose_{model}" for app, model in CHOSEN if self.files or self.chooses_files),
                *grant("directory", DIRECTORY, self.directory),
                *self.more,
            }
        )

    @property
    def chooses_files(self) -> bool:
        """Whether the role puts files of others into what it edits."""
        return TRANSLATES in self.more


TRANSLATES = "model:editorial.edit_translations"
# With "add" on pages or files somebody changes the own ones; `editorial.edit_grants` adds single pages: shared drafts, themes.
# The sixth role, the administrator, is Wagtail's own (`is_superuser`): everything, accounts and settings of the installation.
ROLES: dict[str, Role] = {
    STUDENT: Role("writes: own and shared drafts, own files", pages=ADD, files=ADD),
    RESEARCHER: Role(
        "reviews what is sent, edits entries in the own themes, keeps records",
        pages=ADD, files=ADD_CHANGE, directory=(*ADD_CHANGE, "publish"),
        more=frozenset(
            {
                f"task:{REVIEW}", "model:editorial.edit_in_themes", "model:knowledge.add_proposal",
                "model:wagtail_localize.submit_translation",
            }
        ),
    ),
    CHIEF_EDITOR: Role(
        "publishes and plans, takes over steps, keeps the settings of the site",
        pages=("add", "change", "publish", "bulk_delete", "lock", "unlock"), files=ALL, directory=(*ALL, "publish"),
        more=frozenset(
            {
                f"task:{APPROVAL}", "model:editorial.take_over_step", "model:knowledge.add_proposal",
                "model:wagtail_localize.submit_translation",
                *grant("editorial", ["boardmember"], ADD_CHANGE),
                *grant("wagtailredirects", ["redirect"], ALL),
                *grant("wagtailcore", ["collection"], ALL),
                *grant("media", ["publiccollection"], ALL),
                *grant("search", SEARCH, ALL),
                *grant("maps", ["outlineset"], ALL),
                "model:search.view_loggedquery",
                *grant("talkshows", ["consent"], ("view", *ADD_CHANGE)),
                *grant("knowledge", ["initiative"], ALL),
                *grant("talkshows", ["sentmessage"], ADD),
            }
        ),
    ),
    TRANSLATOR: Role(
        "translates pages, and sends translations to the board",
        more=frozenset({TRANSLATES, "model:wagtail_localize.submit_translation"}),
    ),
    PARTNER: Role(
        "reads and comments on what concerns the own organisations",
        more=frozenset({"model:editorial.comment_on_concerns"}),
    ),
}  # fmt: skip


def read_table() -> dict[str, frozenset[str]]:
    """Return {role: grants}."""
    return {name: role.grants for name, role in ROLES.items()}


def ensure_roles(using: str = DEFAULT_DB_ALIAS, apps=installed, **kwargs) -> None:
    """Create locales and apply the table of roles; receiver of `post_migrate`."""
    if _is_ready(using, apps):
        _ensure_locales(using)
        converge(read_table(), using)
        _name_permissions(using)


def _name_permissions(using: str) -> None:
    """Give permissions that Wagtail shows by their stored name, which is English, that of the site's first language."""
    with translation.override(settings.LANGUAGE_CODE):
        names = {name: gettext(label) for name, label in BoardMember._meta.permissions}
        publishing = gettext("May publish")
    stored = Permission.objects.using(using).filter(
        Q(content_type__app_label="editorial", codename__in=names)
        | Q(content_type__app_label="directory", codename__startswith="publish_")
    )
    for permission in stored:
        name = names.get(permission.codename, publishing)
        if permission.name != name:
            permission.name = name
            permission.save(using=using, update_fields=["name"])


def are_roles_current() -> bool:
    """Return whether the applied roles equal the table."""
    return is_converged(read_table(), DEFAULT_DB_ALIAS)


def disown_translation(sender, source_obj, target_obj, **kwargs) -> None:
    """Remove the owner of a new translation; the copied owner could edit it with the `add` permission."""
    if isinstance(target_obj, Page):
        target_obj.owner = None
        Page.objects.filter(pk=target_obj.pk).update(owner=None)


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
