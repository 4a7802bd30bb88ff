"""Signal receivers: what refers to a merged record is stored with the record that it became, and proposals become public with a page.

Rows of pages are stored as they are: their pages see to them (`references.content`, `references.posted`, and `repoint_published`).
"""

from django.apps import apps
from django.db.models.signals import m2m_changed, pre_delete, pre_save
from django.utils import timezone
from wagtail.signals import page_published, unpublished

from accounts.acting import as_system, get_act
from directory.models.record import Record
from directory.proposals.publish import accept
from directory.references.content import find_merged, find_targets, find_unpublished
from directory.references.relations import columns_to, find_parental_key, is_record_model, record_fields
from directory.references.repoint import repoint
from directory.usage.protection import refuse_deletion
from media.page_dates import is_live_now


def follow_before_saving(sender, instance, raw=False, update_fields=None, **kwargs) -> None:
    """Replace merged records in the foreign keys of a model of its own; one query."""
    if raw:
        return
    fields = [one for one in _own_keys(sender) if not update_fields or one.name in update_fields]
    ids: dict[type, set] = {}
    for field in fields:
        if (number := getattr(instance, field.attname)) is not None:
            ids.setdefault(field.related_model, set()).add(number)
    targets = find_targets(ids) if ids else {}
    for field in fields if targets else ():
        moves = targets.get(field.related_model, {})
        number = getattr(instance, field.attname)
        setattr(instance, field.attname, moves.get(number, number))


def _own_keys(model) -> list:
    """Return the foreign keys to records of a model of its own; none of rows of pages."""
    return [] if find_parental_key(model) else [field for field in record_fields(model) if field.many_to_one]


def follow_after_adding(sender, instance, action, model, pk_set, reverse=False, **kwargs) -> None:
    """Replace merged records that were added to a many-to-many field; one query."""
    if action != "post_add":
        return
    if reverse:
        model, pk_set = type(instance), {instance.pk}
    if is_record_model(model) and (moves := find_targets({model: pk_set}).get(model)):
        for column in columns_to(model):
            if column.model is sender:
                repoint(column, moves, owners=None if reverse else [instance.pk])


def repoint_published(sender, instance, **kwargs) -> None:
    """Lead the rows of a page to the other record that were read before a merge, and are published after it."""
    for column, moves in find_merged(instance).items():
        repoint(column, moves, owners=[instance.pk])


def publish_with_page(sender, instance, **kwargs) -> None:
    """Make the proposals public that a page brings along, before translations follow the page.

    Those of a planned page wait for its time.
    """
    if not is_live_now(instance):
        return
    act = get_act()
    with as_system():  # the publication of the page was allowed, and these follow it
        for record in find_unpublished(instance):
            if record.is_proposal:
                accept(record, user=act.user if act else None, page=instance)


def keep_off(sender, instance, **kwargs) -> None:
    """Take a record off in every language; like a refused one, it does not come back with a page."""
    if not isinstance(instance, Record):
        return
    instance.refused_at = timezone.now()
    instance.save(update_fields=["refused_at"])
    act = get_act()
    for other in instance.get_translations():
        if other.live:
            other.unpublish(user=act.user if act else None)


def connect() -> None:
    """Connect the receivers; called from `AppConfig.ready()`, so that they come before those of the apps above."""
    for model in apps.get_models(include_auto_created=True):
        if _own_keys(model):
            pre_save.connect(follow_before_saving, sender=model, dispatch_uid="directory.follow_before_saving")
        if is_record_model(model):
            pre_delete.connect(refuse_deletion, sender=model, dispatch_uid="directory.refuse_deletion")
    m2m_changed.connect(follow_after_adding, dispatch_uid="directory.follow_after_adding")
    page_published.connect(publish_with_page, dispatch_uid="directory.publish_with_page")
    page_published.connect(repoint_published, dispatch_uid="directory.repoint_published")
    unpublished.connect(keep_off, dispatch_uid="directory.keep_off")
