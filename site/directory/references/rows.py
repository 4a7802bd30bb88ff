"""Rows of a page that say the same of the same record: after a merge they become one, in the place of the first.

A model of rows says in `same_row` which fields make two rows one; without it all fields count. What the first leaves empty is taken from the other,
and different texts are both kept where there is room.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import models

JOIN = "; "
IDENTITY = {"sort_order", "translation_key", "locale"}


def content_fields(model) -> list[models.Field]:
    """Return the fields of a row that say something: no key, order or language."""
    return [
        field
        for field in model._meta.concrete_fields
        if not field.primary_key
        and field.name not in IDENTITY
        and not getattr(field.remote_field, "parent_link", False)
    ]


def key_fields(model) -> list[str]:
    """Return the names of the fields in which two rows for one record agree."""
    return list(getattr(model, "same_row", None) or [field.name for field in content_fields(model)])


def join_rows(
    model, rows: Iterable, rewritten: Callable[[Any], bool], read: Callable, write: Callable
) -> tuple[list, list]:
    """Return (rows that stay, rows that another one took in); only a row that a merge rewrote is joined with another.

    `read(row, field)` and `write(row, field, value)` reach the values of a row.
    """
    fields = {field.name: field for field in content_fields(model)}
    names = [name for name in key_fields(model) if name in fields]
    kept, joined = [], []
    for row in rows:
        key = [read(row, fields[name]) for name in names]
        twin = next((one for one in kept if [read(one, fields[name]) for name in names] == key), None)
        if twin is None or not (rewritten(row) or rewritten(twin)):
            kept.append(row)
            continue
        for name, field in fields.items():
            if name not in names:
                write(twin, field, _join_values(field, read(twin, field), read(row, field)))
        joined.append(row)
    return kept, joined


def _join_values(field, first, second):
    if not first:
        return second or first
    is_text = isinstance(field, models.CharField | models.TextField) and not field.choices
    if not is_text or not second or isinstance(field, models.URLField | models.EmailField):
        return first
    if str(second).strip() in str(first):
        return first
    both = f"{first}{JOIN}{second}"
    return both if field.max_length is None or len(both) <= field.max_length else first
