"""Rows of the database that refer to merged records are written anew to refer to the record that each became."""

from django.db import transaction

from directory.references.relations import Column
from directory.references.rows import join_rows


@transaction.atomic
def repoint(column: Column, moves: dict[int, int], owners=None) -> set[int]:
    """Let rows that refer to a key of `moves` refer to its value, of all or of some owners; return the ids of the owners."""
    rows = column.model._base_manager.filter(**{f"{column.field.attname}__in": list(moves)})
    if owners is not None:
        rows = rows.filter(**{f"{column.owner_column}__in": owners})
    changed = set(rows.values_list(column.owner_column, flat=True))
    if not changed:
        return changed
    if column.many is not None:
        _move_many(column, moves, changed)
    elif column.is_row:
        _move_rows(column, moves, changed)
    else:
        for old, new in moves.items():
            rows.filter(**{column.field.attname: old}).update(**{column.field.attname: new})
    return changed


def _move_many(column: Column, moves: dict[int, int], owners: set[int]) -> None:
    """Move the rows of a many-to-many table; an owner that has both keeps one."""
    name, owner = column.field.attname, column.owner_column
    rows = column.model._base_manager.filter(**{f"{owner}__in": owners})
    present = set(rows.values_list(owner, name))
    for pk, page, record in list(rows.filter(**{f"{name}__in": list(moves)}).values_list("pk", owner, name)):
        pair = (page, moves[record])
        if pair in present:
            column.model._base_manager.filter(pk=pk).delete()
        else:
            column.model._base_manager.filter(pk=pk).update(**{name: moves[record]})
            present.add(pair)


def _move_rows(column: Column, moves: dict[int, int], owners: set[int]) -> None:
    """Move the rows of pages; two that say the same become one."""
    order = ["sort_order"] if any(f.name == "sort_order" for f in column.model._meta.concrete_fields) else []
    found = column.model._base_manager.filter(**{f"{column.owner_column}__in": owners}).order_by(*order, "pk")
    by_owner: dict[int, list] = {}
    for row in found:
        by_owner.setdefault(getattr(row, column.owner_column), []).append(row)
    for rows in by_owner.values():
        _move_rows_of_page(column, moves, rows)


def _move_rows_of_page(column: Column, moves: dict[int, int], rows: list) -> None:
    name = column.field.attname
    moved = {row.pk for row in rows if getattr(row, name) in moves}
    written = set(moved)
    for row in rows:
        setattr(row, name, moves.get(getattr(row, name), getattr(row, name)))

    def write(row, field, value):
        setattr(row, field.attname, value)
        written.add(row.pk)

    kept, joined = join_rows(
        column.model,
        rows,
        rewritten=lambda row: row.pk in moved,
        read=lambda row, field: getattr(row, field.attname),
        write=write,
    )
    column.model._base_manager.filter(pk__in=[row.pk for row in joined]).delete()
    for row in kept:
        if row.pk in written:
            row.save()
