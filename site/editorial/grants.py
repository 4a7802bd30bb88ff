"""Grants and revokes the permissions of a role's group.

A grant is a string, so that grants can be stored and compared: `model:search.add_synonym`, `page:wagtailcore.add_page` (all
pages), `collection:wagtailimages.add_image` (all collections), `task:Eindredactie` (may approve that workflow task).
"""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from editorial import workflow

TASK = "task"


def grant_permissions(group: Group, grants: Iterable[str], using: str) -> set[str]:
    """Grant `grants` to `group`; return those that exist in this database, others may follow with later migrations."""
    ordered = sorted(grants)
    found = _find_permissions(ordered, using)
    for kind, permissions in _by_kind(found).items():
        if kind == "model":
            group.permissions.add(*permissions)
        else:
            rows, place = _rows(kind, using)
            for permission in permissions:
                rows.get_or_create(group=group, permission=permission, **place)
    steps = [grant for grant in ordered if _kind(grant) == TASK and workflow.add_approver(_name(grant), group, using)]
    return {*found, *steps}


def revoke_permissions(group: Group, grants: Iterable[str], using: str) -> None:
    """Revoke `grants` from `group`; permissions on single pages or collections stay."""
    ordered = sorted(grants)
    for kind, permissions in _by_kind(_find_permissions(ordered, using)).items():
        if kind == "model":
            group.permissions.remove(*permissions)
        else:
            rows, place = _rows(kind, using)
            rows.filter(group=group, permission__in=permissions, **place).delete()
    for grant in ordered:
        if _kind(grant) == TASK:
            workflow.remove_approver(_name(grant), group, using)


def _kind(grant: str) -> str:
    return grant.partition(":")[0]


def _name(grant: str) -> str:
    return grant.partition(":")[2]


def _find_permissions(grants: list[str], using: str) -> dict[str, Permission]:
    """Return {grant: Permission} of the grants that are permissions; one query."""
    names = {grant: _name(grant) for grant in grants if _kind(grant) != TASK}
    if not names:
        return {}
    found = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.using(using)
        .filter(codename__in={name.partition(".")[2] for name in names.values()})
        .select_related("content_type")
        .order_by("-pk")
    }
    return {grant: found[name] for grant, name in names.items() if name in found}


def _by_kind(found: dict[str, Permission]) -> dict[str, list[Permission]]:
    kinds: dict[str, list[Permission]] = {}
    for grant, permission in found.items():
        kinds.setdefault(_kind(grant), []).append(permission)
    return kinds


def _rows(kind: str, using: str) -> tuple:
    """Return (queryset of group permissions, {field: root page or collection})."""
    if kind == "page":
        return GroupPagePermission.objects.using(using), {"page": Page.objects.using(using).get(depth=1)}
    root = Collection.objects.using(using).get(depth=1)
    return GroupCollectionPermission.objects.using(using), {"collection": root}
