"""The gate at records of the directory, which have no drafts: only who may change that kind changes one."""

from django.db.models.signals import pre_delete, pre_save
from django.dispatch import receiver

from accounts.acting import get_act
from directory.models.record import Record
from editorial.publication_gate.rules import find_changed_fields, require_permission


@receiver(pre_save, dispatch_uid="editorial.gate.record")
def guard_record(sender, instance, raw=False, update_fields=None, **kwargs) -> None:
    """Refuse to add or change a record without the permission for its kind."""
    if raw or not isinstance(instance, Record) or get_act() is None:
        return
    old = sender._base_manager.filter(pk=instance.pk).first() if instance.pk else None
    if old is None:
        require_permission(instance, "add")
    elif find_changed_fields(old, instance, update_fields):
        require_permission(instance, "change")


@receiver(pre_delete, dispatch_uid="editorial.gate.record_deleted")
def guard_record_deletion(sender, instance, **kwargs) -> None:
    """Refuse to delete a record without the permission for its kind."""
    if isinstance(instance, Record) and get_act() is not None:
        require_permission(instance, "delete")
