"""Applies changes in the table of roles to groups, and keeps what an administrator changed.

`AppliedRole` stores the grants of the last migration; only the difference to the current table is granted or revoked.
"""

from collections.abc import Mapping

from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import Page

from editorial import workflow
from editorial.grants import grant_permissions, revoke_permissions
from editorial.models import AppliedRole

Table = Mapping[str, frozenset[str]]  # {role: grants}
NOTHING: frozenset[str] = frozenset()


def converge(table: Table, using: str) -> None:
    """Apply the difference between the table and the applied roles, in one transaction."""
    applied = _read_applied(using)
    changed = _find_changed(table, applied)
    if not changed:
        return
    with transaction.atomic(using=using):
        if not applied:
            workflow.create_workflow(Page.objects.using(using).get(depth=1), using)
        for name in changed:
            _apply(applied.get(name) or _create(name, using), table.get(name, NOTHING), using)
        if not applied:
            workflow.remove_defaults(using)


def is_converged(table: Table, using: str) -> bool:
    """Return whether the applied roles equal the table."""
    return not _find_changed(table, _read_applied(using))


def _read_applied(using: str) -> dict[str, AppliedRole]:
    return {role.name: role for role in AppliedRole.objects.using(using).select_related("group")}


def _find_changed(table: Table, applied: dict[str, AppliedRole]) -> list[str]:
    """Return the names of changed roles in the order of the table, without roles whose group was deleted."""
    names = [*table, *sorted(applied.keys() - table.keys())]
    kept = [name for name in names if name not in applied or applied[name].group_id is not None]
    return [name for name in kept if name not in applied or set(applied[name].grants) != table.get(name, NOTHING)]


def _create(name: str, using: str) -> AppliedRole:
    group, _made = Group.objects.using(using).get_or_create(name=name)
    return AppliedRole.objects.using(using).create(name=name, group=group)


def _apply(role: AppliedRole, grants: frozenset[str], using: str) -> None:
    """Revoke and grant the difference, and store the result."""
    before = set(role.grants)
    revoke_permissions(role.group, before - grants, using)
    after = (before & grants) | grant_permissions(role.group, grants - before, using)
    if after != before:
        role.grants = sorted(after)
        role.save(using=using, update_fields=["grants"])
