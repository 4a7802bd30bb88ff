"""Merged records: the ids that lead to another record now."""

from collections.abc import Iterable, Mapping

from django.db.models import Value

from directory.references.relations import POINTER

Targets = dict[type, dict[int, int]]  # {kind of record: {id of a merged record: id of the record it became}}


def find_targets(ids: Mapping[type, Iterable]) -> Targets:
    """Return the merged ones among these ids with the record that each became; one query for all kinds, none without ids."""
    queries = []
    for model, found in ids.items():
        numbers = sorted({number for value in found if (number := to_id(value)) is not None})
        if numbers:
            rows = model.with_merged.filter(pk__in=numbers, **{f"{POINTER}__isnull": False}).order_by()
            kind = Value(model._meta.model_name)
            queries.append((model, rows.annotate(record_kind=kind).values_list("record_kind", "pk", f"{POINTER}_id")))
    if not queries:
        return {}
    kinds = {model._meta.model_name: model for model, _rows in queries}
    first, *others = [rows for _model, rows in queries]
    targets: Targets = {}
    for kind, old, new in first.union(*others, all=True) if others else first:
        targets.setdefault(kinds[kind], {})[old] = new
    return targets


def to_id(value) -> int | None:
    """Return a stored or posted value as an id; None for what is no id."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        return None
    text = str(value).strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
