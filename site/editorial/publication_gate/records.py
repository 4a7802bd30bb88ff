"""The gate at records of the directory: only who may change that kind changes one, and only who decides makes it public.

Who writes entries may propose a record, and change their own proposal as long as nobody decided on it.
"""

from django.db.models.signals import pre_delete, pre_save
from django.dispatch import receiver

from accounts.acting import get_act
from directory.models.record import Record
from directory.proposals.rules import may_propose
from editorial.publication_gate.rules import find_changed_fields, require_permission


@receiver(pre_save, dispatch_uid="editorial.gate.record")
def guard_record(sender, instance, raw=False, update_fields=None, **kwargs) -> None:
    """Refuse to add, change, publish or refuse a record without the permission for its kind."""
    if raw or not isinstance(instance, Record) or get_act() is None:
        return
    old = sender._base_manager.filter(pk=instance.pk).first() if instance.pk else None
    if old is None:
        if not _is_own_proposal(instance):
            require_permission(instance, "add")
        return
    changed = set(find_changed_fields(old, instance, update_fields))
    if "live" in changed or "refused_at" in changed:
        # A record that was just made in its own form becomes public in the same request.
        is_made = instance.live and old.proposed_by_id is None and old.refused_at is None
        require_permission(instance, "add" if is_made else "delete")
    elif changed and not _is_own_proposal(old):
        require_permission(instance, "change")


@receiver(pre_delete, dispatch_uid="editorial.gate.record_deleted")
def guard_record_deletion(sender, instance, **kwargs) -> None:
    """Refuse to delete a record without the permission for its kind."""
    if isinstance(instance, Record) and get_act() is not None:
        require_permission(instance, "delete")


def _is_own_proposal(record: Record) -> bool:
    user = get_act().user
    return record.is_proposal and record.proposed_by_id == user.pk and may_propose(user)
