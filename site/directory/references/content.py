"""References in stored versions (the JSON of a revision): found, and led to the record that a merged one became."""

from collections.abc import Iterator

from directory.references.relations import Targets, find_targets, record_fields, row_fields, to_id
from directory.references.rows import join_rows


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


def iterate_page_references(page) -> Iterator[tuple]:
    """Yield (field, id) for each reference to a record of a page as it is now, saved or not."""
    for field in record_fields(type(page)):
        yield from ((field, number) for number in _read_ids(page, field))
    for name, (_model, fields) in row_fields(type(page)).items():
        for row in getattr(page, name).all():
            yield from ((field, number) for field in fields for number in _read_ids(row, field))


def _read_ids(one, field) -> list[int]:
    if field.many_to_many:
        return [record.pk for record in getattr(one, field.name).all()]
    number = getattr(one, field.attname)
    return [] if number is None else [number]


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
