"""Which columns, rows and many-to-many fields refer to records, also those that are added later."""

from dataclasses import dataclass
from functools import cache

from django.apps import apps
from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations

POINTER = "merged_into"  # column of a merged record; no use


def is_record_model(model) -> bool:
    """Return whether a model is a kind of record; not by its base class, which imports this module.

    The models of migrations have no such manager, and no rules.
    """
    return hasattr(model, "with_merged") and any(field.name == POINTER for field in model._meta.concrete_fields)


@cache
def record_models() -> tuple[type[models.Model], ...]:
    """Return the kinds of record: all concrete models with a pointer to the record they were merged into."""
    return tuple(model for model in apps.get_models() if is_record_model(model) and not model._meta.proxy)


@dataclass(frozen=True)
class Column:
    """A column that refers to a kind of record: of a table of its own, of an entry's rows, or of a many-to-many table.

    `owner` is the model of what an editor changes, and `owner_column` the attribute with its id.
    """

    model: type[models.Model]
    field: models.ForeignKey
    owner: type[models.Model]
    owner_column: str
    many: models.ManyToManyField | None = None

    @property
    def is_row(self) -> bool:
        """Whether the column belongs to a row of a page."""
        return self.many is None and self.owner is not self.model

    @property
    def labels(self) -> tuple:
        """Names of the field, and of the row that it stands in."""
        if self.many is not None:
            return (self.many.verbose_name,)
        return (self.model._meta.verbose_name, self.field.verbose_name) if self.is_row else (self.field.verbose_name,)


@cache
def columns_to(record_model) -> tuple[Column, ...]:
    """Return all columns of the database that refer to a kind of record."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        if model._meta.proxy or not model._meta.managed:
            continue
        for field in model._meta.local_concrete_fields:
            if isinstance(field, models.ForeignKey) and field.name != POINTER and field.related_model is record_model:
                found.append(_make_column(model, field))
    return tuple(found)


def _make_column(model, field) -> Column:
    owner = model._meta.auto_created
    if owner:
        many = next(one for one in owner._meta.local_many_to_many if one.remote_field.through is model)
        return Column(model, field, owner, f"{many.m2m_field_name()}_id", many)
    parental = find_parental_key(model)
    if parental is not None:
        return Column(model, field, parental.related_model, parental.attname)
    return Column(model, field, model, "pk")


@cache
def find_parental_key(model) -> ParentalKey | None:
    """Return the key with which a row belongs to a page, or None for a model of its own."""
    return next((field for field in model._meta.concrete_fields if isinstance(field, ParentalKey)), None)


@cache
def record_fields(model) -> tuple[models.Field, ...]:
    """Return the foreign keys and many-to-many fields of a model that refer to records."""
    return tuple(
        field
        for field in [*model._meta.concrete_fields, *model._meta.many_to_many]
        if field.is_relation and field.name != POINTER and is_record_model(field.related_model)
    )


@cache
def row_fields(model) -> dict[str, tuple[type[models.Model], tuple[models.Field, ...]]]:
    """Return {name of a child relation: (model of its rows, their fields that refer to records)}."""
    found = {}
    for relation in get_all_child_relations(model):
        fields = record_fields(relation.related_model)
        if fields:
            found[relation.get_accessor_name()] = (relation.related_model, fields)
    return found


def refers_to_records(model) -> bool:
    """Return whether a model or its rows refer to records."""
    return bool(record_fields(model) or row_fields(model))
