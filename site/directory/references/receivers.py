"""Signal receivers: what refers to a merged record is stored with the record that it became, whoever stores it.

Rows of pages are no concern of these: their pages see to them (`content`, `posted`, and `repoint_page` at every publication).
"""

from django.db.models.signals import m2m_changed, pre_save

from directory.references.relations import columns_to, find_parental_key, find_targets, is_record_model, record_fields
from directory.references.repoint import repoint


def follow_before_saving(sender, instance, raw=False, update_fields=None, **kwargs) -> None:
    """Replace merged records in the foreign keys of a model of its own; one query."""
    if raw or not hasattr(sender, "_meta") or find_parental_key(sender) is not None:
        return
    fields = [
        one for one in record_fields(sender) if one.many_to_one and (not update_fields or one.name in update_fields)
    ]
    ids: dict[type, set] = {}
    for field in fields:
        if (number := getattr(instance, field.attname)) is not None:
            ids.setdefault(field.related_model, set()).add(number)
    targets = find_targets(ids) if ids else {}
    for field in fields if targets else ():
        moves = targets.get(field.related_model, {})
        number = getattr(instance, field.attname)
        setattr(instance, field.attname, moves.get(number, number))


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


def connect() -> None:
    """Connect the receivers; called from `AppConfig.ready()`."""
    pre_save.connect(follow_before_saving, dispatch_uid="directory.follow_before_saving")
    m2m_changed.connect(follow_after_adding, dispatch_uid="directory.follow_after_adding")
