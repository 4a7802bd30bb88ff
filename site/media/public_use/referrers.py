"""Which pages and records refer to a file.

Wagtail's reference index is updated by background tasks, so it may be behind. For readers that is enough
(`media.serving.access`); what refuses a change also reads the columns themselves and what waits to be indexed.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from uuid import UUID

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import PROTECT, ForeignKey, Model
from django_tasks_db.models import DBTaskResult
from modelcluster.fields import ParentalKey
from wagtail.models import Page, ReferenceIndex

INDEXING_TASK = "wagtail.tasks.update_reference_index_task"
Referrers = dict[type[Model], set[str]]  # {Page or the model of records: ids}


def find_indexed_referrers(model: type[Model], pk: int) -> Referrers:
    """Return the pages and records that refer to a file by the reference index; one query."""
    rows = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(model), to_object_id=str(pk)
    ).values_list("base_content_type_id", "object_id")
    found: Referrers = defaultdict(set)
    for content_type, object_id in rows:
        if record := ContentType.objects.get_for_id(content_type).model_class():
            found[record].add(object_id)
    return found


def find_referrers(model: type[Model], pk: int) -> Referrers:
    """Return the pages and records that refer to a file as they are stored now, indexed or not."""
    found = find_indexed_referrers(model, pk)
    for column in find_columns(model):
        for owner, object_id in _find_rows(column, pk):
            found[owner].add(object_id)
    wanted = (ContentType.objects.get_for_model(model).pk, str(pk))
    for task in _find_waiting():
        owner, object_id, references = _read_waiting(task)
        if owner is not None and wanted in references:
            found[owner].add(object_id)
    return found


def find_protecting(model: type[Model], pk: int) -> Referrers:
    """Return the pages and records that need a file: the database refuses to delete it."""
    found: Referrers = defaultdict(set)
    for column in find_columns(model):
        if column.remote_field.on_delete is PROTECT:
            for owner, object_id in _find_rows(column, pk):
                found[owner].add(object_id)
    return found


@cache
def find_columns(model: type[Model]) -> list[ForeignKey]:
    """Return the foreign keys to a model of files, but those of the files' own tables."""
    tables = (table for table in apps.get_models(include_auto_created=True) if table._meta.app_label != "media")
    fields = (field for table in tables for field in table._meta.local_fields)
    return [field for field in fields if isinstance(field, ForeignKey) and field.related_model is model]


def list_references(instance: Model) -> frozenset[tuple[int, str]]:
    """Return (content type id, id) of what fields, blocks, rich texts and rows of an instance in memory refer to."""
    return frozenset((kind, pk) for kind, pk, *_path in ReferenceIndex._extract_references_from_object(instance))


def refers_to(instance: Model, model: type[Model], pk: int) -> bool:
    """Return whether an instance, as it is in memory, refers to a file."""
    return (ContentType.objects.get_for_model(model).pk, str(pk)) in list_references(instance)


def _find_rows(column: ForeignKey, pk: int) -> Iterator[tuple[type[Model], str]]:
    """Yield (model, id) of the rows with this value, or of the page that the row belongs to."""
    table = column.model
    parent = _find_parental_key(table)
    owner = _get_base(parent.related_model if parent else table)
    rows = table._base_manager.filter(**{column.name: pk})
    for value in rows.values_list(parent.attname if parent else "pk", flat=True):
        yield owner, str(value)


def _find_waiting() -> list[UUID]:
    """Return the last task of each page and record that waits to be indexed, or of which the indexing failed."""
    tasks = DBTaskResult.objects.filter(task_path=INDEXING_TASK).exclude(status="SUCCESSFUL").order_by("enqueued_at")
    return list({tuple(stored["args"]): task for task, stored in tasks.values_list("pk", "args_kwargs")}.values())


@lru_cache(maxsize=4096)
def _read_waiting(task: UUID) -> tuple[type[Model] | None, str, frozenset]:
    """Return (model, id, references) of what a task is about; a later change has a later task."""
    stored = DBTaskResult.objects.values_list("args_kwargs", flat=True).get(pk=task)
    app_label, model_name, pk = stored["args"]
    owner = apps.get_model(app_label, model_name)._base_manager.filter(pk=pk).first()
    while owner is not None and (key := _find_parental_key(type(owner))):
        owner = getattr(owner, key.name)
    if owner is None:
        return None, "", frozenset()
    return _get_base(type(owner)), str(owner.pk), list_references(owner)


def _find_parental_key(model: type[Model]) -> ParentalKey | None:
    return next((field for field in model._meta.concrete_fields if isinstance(field, ParentalKey)), None)


def _get_base(model: type[Model]) -> type[Model]:
    return Page if issubclass(model, Page) else model
