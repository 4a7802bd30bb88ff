"""References in a posted form: a form that was opened before a merge is saved with the record that the merged one became."""

import re

from directory.references.content import find_targets
from directory.references.relations import record_fields, row_fields
from directory.references.rows import key_fields


def follow_posted(model, data):
    """Return the data of a form for `model` with merged records replaced; a row that then stands twice is marked as deleted."""
    if not data:
        return data
    names = _find_names(model, data)
    ids: dict[type, list] = {}
    for name, field in names.items():
        ids.setdefault(field.related_model, []).extend(data.getlist(name))
    targets = find_targets(ids)
    if not targets:
        return data
    data, rewritten = data.copy(), set()
    for name, field in names.items():
        moves = {str(old): str(new) for old, new in targets.get(field.related_model, {}).items()}
        values = data.getlist(name)
        followed = list(dict.fromkeys(moves.get(value.strip(), value) for value in values))
        if followed != values:
            data.setlist(name, followed)
            rewritten.add(name)
    for relation, (row_model, _fields) in row_fields(model).items():
        _delete_twins(relation, key_fields(row_model), data, rewritten)
    return data


def _find_names(model, data) -> dict:
    """Return {name in the form: field} of the references to records."""
    names = {field.name: field for field in record_fields(model) if field.name in data}
    for relation, (_model, fields) in row_fields(model).items():
        for field in fields:
            pattern = re.compile(rf"{re.escape(relation)}-\d+-{re.escape(field.name)}")
            names |= {name: field for name in data if pattern.fullmatch(name)}
    return names


def _delete_twins(relation: str, keys: list[str], data, rewritten: set[str]) -> None:
    numbers = sorted({name.split("-")[1] for name in data if re.fullmatch(rf"{re.escape(relation)}-\d+-\w+", name)})
    seen: dict[tuple, str] = {}
    for number in sorted(numbers, key=int):
        if data.get(f"{relation}-{number}-DELETE"):
            continue
        key = tuple(data.get(f"{relation}-{number}-{name}", "") for name in keys)
        changed = {f"{relation}-{number}-{name}" for name in keys} & rewritten
        twin = seen.setdefault(key, number)
        if twin != number and (changed or {f"{relation}-{twin}-{name}" for name in keys} & rewritten):
            data[f"{relation}-{number}-DELETE"] = "on"
