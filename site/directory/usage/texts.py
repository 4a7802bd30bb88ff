"""Links to the page of a record in texts: StreamFields and rich text of all models, and stored versions."""

import json
import re
from collections.abc import Iterator
from functools import cache

from django.apps import apps
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from wagtail.fields import RichTextField, StreamField

from directory.references.relations import find_parental_key


@cache
def text_columns() -> tuple[tuple, ...]:
    """Return (model, its text fields, model of the owner, attribute with the owner's id) of all models with such texts."""
    found = []
    for model in apps.get_models():
        fields = tuple(f for f in model._meta.local_concrete_fields if isinstance(f, StreamField | RichTextField))
        if fields and not model._meta.proxy and model._meta.managed:
            key = find_parental_key(model)
            found.append((model, fields, key.related_model if key else model, key.attname if key else "pk"))
    return tuple(found)


def make_pattern(records: list) -> re.Pattern:
    """Return a pattern that finds a link to the page of one of the records, in JSON or HTML."""
    paths = "|".join(re.escape(record.get_absolute_url().rstrip("/")) for record in records)
    return re.compile(rf"(?:{paths})(?![\w-])")


def find_linking(records: list) -> Iterator[tuple]:
    """Yield (model of the owner, id of the owner, field) for each stored text with a link; one query per table with texts."""
    pattern = make_pattern(records)
    paths = [record.get_absolute_url().rstrip("/") for record in records]
    for model, fields, owner, column in text_columns():
        names = {f"{field.name}_text": field for field in fields}
        condition = Q()
        for name in names:
            for path in paths:
                condition |= Q(**{f"{name}__contains": path})
        rows = model._base_manager.annotate(**{n: Cast(f.name, TextField()) for n, f in names.items()})
        for pk, *texts in rows.filter(condition).order_by().values_list(column, *names):
            for field, text in zip(names.values(), texts, strict=True):
                if pattern.search(text or ""):
                    yield owner, pk, field


def is_linking(content: dict, pattern: re.Pattern) -> bool:
    """Return whether a stored version has a link."""
    return bool(pattern.search(json.dumps(content, ensure_ascii=False)))
