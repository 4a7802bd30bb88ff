"""The merge: relations, contacts, translations and addresses of a record go to another one, in one transaction."""

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page, ReferenceIndex
from wagtail.search import index

from directory.merging.localize import follow_in_sources, forget_source
from directory.merging.plan import MergePlan, is_above, plan_merge
from directory.merging.signals import records_merged
from directory.models.record import Record
from directory.references.relations import columns_to, record_fields
from directory.references.repoint import repoint

LOG_ACTION, PAGE_LOG_ACTION = "directory.merge", "directory.merge.page"


@transaction.atomic
def merge_records(source: Record, target: Record, user=None, keep_consent: bool = False) -> MergePlan:
    """Merge `source` into `target` in every language; return what was done. Raises MergeRefusedError.

    A person stays shown only when both records say so, or with `keep_consent` when the target does.
    """
    model = type(source)
    keys = {source.translation_key, getattr(target, "translation_key", None)}
    list(model.with_merged.select_for_update().filter(translation_key__in=keys))  # others wait
    source, target = (type(one).with_merged.get(pk=one.pk) for one in (source, target))
    plan = plan_merge(source, target)
    page_ids = set()
    for record, into in plan.pairs:
        _take_place_in_tree(record, into)
        page_ids |= _move_relations(record, into)
        _fill(record, into, keep_consent)
        _make_pointer(record, into)
    for record in plan.moved:
        page_ids |= _move_translation(record, target)
    forget_source(source)
    follow_in_sources(plan)
    plan.page_ids = sorted(page_ids)
    _log(plan, user)
    records_merged.send(sender=model, plan=plan)
    return plan


def _take_place_in_tree(record, into) -> None:
    """Let the target stand where the record stood when it lies below it, so that no circle comes of it."""
    if not hasattr(record, "parent_id") or not is_above(record, into):
        return
    into.parent = record.parent
    if hasattr(record, "level"):
        into.level = record.level
    into.save()


def _move_relations(record, into) -> set[int]:
    """Let everything that refers to the record refer to the target; return the ids of the pages among it."""
    page_ids: set[int] = set()
    for column in columns_to(type(record)):
        changed = repoint(column, {record.pk: into.pk})
        if issubclass(column.owner, Page):
            page_ids |= changed
    into.refresh_from_db()
    return page_ids


def _move_translation(record, target) -> set[int]:
    """Make a record the target's translation; pages in its language that have both keep it. Return the ids of its pages."""
    record.translation_key = target.translation_key
    record.save()
    page_ids: set[int] = set()
    for column in columns_to(type(record)):
        if issubclass(column.owner, Page):
            rows = column.model._base_manager.filter(**{column.field.attname: record.pk})
            here = set(rows.values_list(column.owner_column, flat=True))
            page_ids |= here
            repoint(column, {target.pk: record.pk}, owners=Page.objects.filter(pk__in=here, locale=record.locale_id))
    return page_ids


def _fill(record, into, keep_consent: bool) -> None:
    """Take over contacts and what is empty; of a person who is not shown only the e-mail address."""
    names = ["email", "contact_person_id"]
    if getattr(record, "consent", True):
        names += [into._meta.get_field(name).attname for name in into.filled_by_merge]
    for name in names:
        if hasattr(into, name) and not getattr(into, name) and getattr(record, name):
            setattr(into, name, getattr(record, name))
    if hasattr(into, "consent") and not keep_consent:
        into.consent = into.consent and record.consent
    into.save()
    ReferenceIndex.create_or_update_for_object(into)


def _make_pointer(record, into) -> None:
    """Leave the record as a pointer to the target, with those that led to it; it refers to nothing else any more."""
    type(record).with_merged.filter(merged_into=record).update(merged_into=into)
    record.refresh_from_db()
    for field in [*record_fields(type(record)), *record._meta.concrete_fields]:
        if field.many_to_one and field.null:
            setattr(record, field.attname, None)
    if hasattr(record, "consent"):
        record.consent, record.email = False, ""
    record.merged_into = into
    record.save()
    record.revisions.all().delete()  # they hold what was cleared
    ReferenceIndex.remove_for_object(record)
    index.remove_object(record)


def _log(plan: MergePlan, user) -> None:
    for record, into in plan.pairs or [(plan.source, plan.target)]:
        data = {"from": record.name, "into": into.name, "pk": record.pk, "pages": len(plan.page_ids)}
        log(record, LOG_ACTION, user=user, data=data)
        log(into, LOG_ACTION, user=user, data=data)
    data = {"from": plan.source.name, "into": plan.target.name}
    for page in Page.objects.filter(pk__in=plan.page_ids):
        log(page, PAGE_LOG_ACTION, user=user, data=data)
