"""Groups that follow the table of roles, and keep what an administrator changed.

What the table gave last time is remembered (`AppliedRole`); only its difference to the table of now is given or taken. What an
administrator gave, took, renamed or deleted meanwhile stays.
"""

from collections.abc import Mapping

from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import Page

from editorial import workflow
from editorial.grants import give, take
from editorial.models import AppliedRole

Table = Mapping[str, frozenset[str]]  # {role: grants}
NOTHING: frozenset[str] = frozenset()


def converge(table: Table, using: str) -> None:
    """Give and take what differs, all of it or nothing; nothing is written where nothing differs."""
    applied = _read_applied(using)
    changed = _find_changed(table, applied)
    if not changed:
        return
    with transaction.atomic(using=using):
        if not applied:
            workflow.make_workflow(Page.objects.using(using).get(depth=1), using)
        for name in changed:
            _apply(applied.get(name) or _make(name, using), table.get(name, NOTHING), using)
        if not applied:
            workflow.remove_defaults(using)


def is_converged(table: Table, using: str) -> bool:
    """Return whether nothing differs."""
    return not _find_changed(table, _read_applied(using))


def _read_applied(using: str) -> dict[str, AppliedRole]:
    return {role.name: role for role in AppliedRole.objects.using(using).select_related("group")}


def _find_changed(table: Table, applied: dict[str, AppliedRole]) -> list[str]:
    """Return the roles that something is to be done for, in the order of the table; none whose group was deleted."""
    names = [*table, *sorted(applied.keys() - table.keys())]
    kept = [name for name in names if name not in applied or applied[name].group_id is not None]
    return [name for name in kept if name not in applied or set(applied[name].grants) != table.get(name, NOTHING)]


def _make(name: str, using: str) -> AppliedRole:
    group, _made = Group.objects.using(using).get_or_create(name=name)
    return AppliedRole.objects.using(using).create(name=name, group=group)


def _apply(role: AppliedRole, wanted: frozenset[str], using: str) -> None:
    """Take and give the difference, and remember what was given."""
    before = set(role.grants)
    take(role.group, before - wanted, using)
    after = (before & wanted) | give(role.group, wanted - before, using)
    if after != before:
        role.grants = sorted(after)
        role.save(using=using, update_fields=["grants"])
