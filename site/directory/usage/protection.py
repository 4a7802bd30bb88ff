"""A record that is in use is not deleted, by whatever way: it is merged into another one or kept."""

from django.db.models import ProtectedError, QuerySet
from django.utils.translation import gettext as _

from directory.usage.report import Usage, find_usage


class RecordInUseError(ProtectedError):
    """A record is in use, or leads to another one; it may not be deleted."""


def refuse_deletion(sender, instance, origin=None, **kwargs) -> None:
    """Raise RecordInUseError for a record that is in use, and for a pointer whose target stays; receiver of `pre_delete` of records."""
    if instance.merged_into_id:
        if not _is_deleted_with_target(instance, origin):
            text = _("“%(name)s” was merged; it stays, so that old addresses and versions lead to “%(target)s”.")
            raise RecordInUseError(text % {"name": instance, "target": instance.merged_into}, {instance})
        return
    usage = find_usage(instance)
    if usage:
        raise RecordInUseError(describe_refusal(instance, usage), {instance})


def describe_refusal(record, usage: Usage) -> str:
    """Return the sentence that says why a record is not deleted."""
    text = _("“%(name)s” is in use (%(number)d times) and is not deleted. Merge it into another one, or keep it.")
    return text % {"name": record, "number": usage.count}


def _is_deleted_with_target(instance, origin) -> bool:
    if isinstance(origin, QuerySet):
        return origin.model is type(instance) and origin.filter(pk=instance.merged_into_id).exists()
    return isinstance(origin, type(instance)) and origin.pk == instance.merged_into_id
