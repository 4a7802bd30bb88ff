"""References of pages and stored versions (the JSON of a revision): found, and led to the record that a merged one became."""

from collections.abc import Iterable, Iterator, Mapping

from django.db.models import Value
from wagtail.models import Page

from directory.references.relations import POINTER, Column, columns_to, record_fields, record_models, row_fields
from directory.references.rows import join_rows

Targets = dict[type, dict[int, int]]  # {kind of record: {id of a merged record: id of the record it became}}


class FollowsMergedRecords:
    """Mixin of pages that refer to records: each stored version is read with its merged records replaced.

    So a draft, a planned version, an older version that is put back and the source of a translation all resolve, whenever they are read.
    """

    @classmethod
    def from_serializable_data(cls, data, check_fks=True, strict_fks=False):
        """Build an instance from the data of a stored version."""
        return super().from_serializable_data(follow_merged(cls, data), check_fks=check_fks, strict_fks=strict_fks)


def iterate_references(model, data: dict) -> Iterator[tuple]:
    """Yield (field, id) for each reference to a record in the data of a page."""
    for field in record_fields(model):
        values = data.get(field.name)
        for value in values if isinstance(values, list) else [values]:
            if (number := to_id(value)) is not None:
                yield field, number
    for name, (_model, fields) in row_fields(model).items():
        for row in data.get(name) or ():
            for field in fields:
                if (number := to_id(row.get(field.name))) is not None:
                    yield field, number


def find_unpublished(page) -> list:
    """Return the records that a page refers to as it is now, saved or not, and that are not public; a query per kind."""
    page = page.specific_deferred if type(page) is Page else page
    places = [(page, field) for field in record_fields(type(page))]
    for name, (_model, fields) in row_fields(type(page)).items():
        places += [(row, field) for row in getattr(page, name).all() for field in fields]
    ids: dict[type, list[int]] = {}
    for one, field in places:
        for number in _read_ids(one, field):
            ids.setdefault(field.related_model, []).append(number)
    found = []
    for model, numbers in ids.items():
        found += model.with_proposals.filter(pk__in=numbers, live=False).order_by("pk")
    return found


def _read_ids(one, field) -> list[int]:
    if field.many_to_many:
        return [record.pk for record in getattr(one, field.name).all()]
    number = getattr(one, field.attname)
    return [] if number is None else [number]


def find_merged(page) -> dict[Column, dict[int, int]]:
    """Return {column: {id of a merged record: id of the record it became}} of the stored rows of a page; one query."""
    columns = [
        column
        for record_model in record_models()
        for column in columns_to(record_model)
        if column.owner is not column.model and isinstance(page, column.owner)
    ]
    moves: dict[Column, dict[int, int]] = {}
    first, *others = [_select_merged(number, column, page.pk) for number, column in enumerate(columns)] or [None]
    for number, old, new in () if first is None else first.union(*others, all=True):
        moves.setdefault(columns[number], {})[old] = new
    return moves


def _select_merged(number: int, column: Column, pk: int):
    name = column.field.name
    rows = column.model._base_manager.filter(**{column.owner_column: pk, f"{name}__{POINTER}__isnull": False})
    return (
        rows.order_by()
        .annotate(column_number=Value(number))
        .values_list("column_number", column.field.attname, f"{name}__{POINTER}_id")
    )


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


def follow_merged(model, data: dict) -> dict:
    """Return the data of a stored version with merged records replaced, each row and record once; one query."""
    ids: dict[type, set[int]] = {}
    for field, number in iterate_references(model, data):
        ids.setdefault(field.related_model, set()).add(number)
    targets = find_targets(ids)
    if not targets:
        return data
    data = dict(data)
    for field in record_fields(model):
        if field.name in data:
            data[field.name] = _follow_value(field, data[field.name], targets)
    for name, (row_model, fields) in row_fields(model).items():
        if data.get(name):
            data[name] = _follow_rows(row_model, fields, data[name], targets)
    return data


def _follow_value(field, value, targets: Targets):
    moves = targets.get(field.related_model, {})
    if isinstance(value, list):
        return list(dict.fromkeys(moves.get(to_id(one), one) for one in value))
    return moves.get(to_id(value), value)


def _follow_rows(model, fields, rows: list[dict], targets: Targets) -> list[dict]:
    followed, changed = [], set()
    for row in rows:
        values = {field.name: _follow_value(field, row.get(field.name), targets) for field in fields}
        followed.append({**row, **values})
        if any(row.get(name) != value for name, value in values.items()):
            changed.add(id(followed[-1]))
    kept, _joined = join_rows(
        model,
        followed,
        rewritten=lambda row: id(row) in changed,
        read=lambda row, field: row.get(field.name),
        write=lambda row, field, value: row.__setitem__(field.name, value),
    )
    return kept
