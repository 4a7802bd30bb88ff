"""Triggers that raise the generation in the transaction of each change, whoever makes it: a form, a task, a command, raw SQL."""

import hashlib
from collections.abc import Iterator

from django.db import DEFAULT_DB_ALIAS, connections, transaction

from page_cache import postgresql, sqlite
from page_cache.models import Change
from page_cache.tracked import Tracking, find_tracked_tables

PREFIX = "page_cache_"
DIALECTS = {"sqlite": sqlite, "postgresql": postgresql}


def install(using: str = DEFAULT_DB_ALIAS) -> None:
    """Write the triggers that are missing, drop those that are not wanted any more, and open the cache."""
    connection = connections[using]
    dialect = DIALECTS.get(connection.vendor)
    with transaction.atomic(using), connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        if dialect is None or not _is_current(connection, cursor, tables):
            return
        wanted = {name: (table, sql) for table, name, sql in _define(connection, dialect, tables)}
        present = dict(dialect.find(cursor, PREFIX))
        dialect.prepare(cursor)
        for name in present.keys() - wanted.keys():
            cursor.execute(dialect.drop(name, present[name]))
        for name in wanted.keys() - present.keys():
            cursor.execute(wanted[name][1])
        Change.objects.using(using).filter(amount=None).delete()
        raise_generation(using)


def is_complete(using: str = DEFAULT_DB_ALIAS) -> bool:
    """Return whether every table that readers see has its triggers: else the cache would be stale, and is not used."""
    connection = connections[using]
    dialect = DIALECTS.get(connection.vendor)
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        if dialect is None or not _is_current(connection, cursor, tables):
            return False
        wanted = {name for _table, name, _sql in _define(connection, dialect, tables)}
        return wanted <= {name for name, _table in dialect.find(cursor, PREFIX)}


def raise_generation(using: str = DEFAULT_DB_ALIAS) -> None:
    """Raise the generation: for a change that no table shows, such as what another process computes after a commit."""
    connection = connections[using]
    if connection.vendor != "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE page_cache_change SET amount = amount + 1 WHERE amount IS NOT NULL AND \"table\" = ''"
            )
            if cursor.rowcount:
                return
    Change.objects.using(using).create(amount=1)


def _is_current(connection, cursor, tables: set[str]) -> bool:
    """Return whether the table of changes is as this code writes it: a migration of another app can come before that of this one."""
    if Change._meta.db_table not in tables:
        return False
    present = {column.name for column in connection.introspection.get_table_description(cursor, Change._meta.db_table)}
    return present >= {field.column for field in Change._meta.local_concrete_fields}


def _define(connection, dialect, tables: set[str]) -> Iterator[tuple[str, str, str]]:
    """Yield (table, name, SQL) of the wanted triggers; the name holds a hash of the SQL, so a change of it is another one."""
    for table, columns, tracking in find_tracked_tables():
        if table not in tables:
            continue
        for event, sql in dialect.define(table, _seen(columns, tracking), tracking, connection.ops.quote_name):
            digest = hashlib.sha256(sql.encode()).hexdigest()[:8]
            name = f"{PREFIX}{dialect.unique(table)}{event.lower()}_{digest}"
            yield table, name, sql.replace("{name}", connection.ops.quote_name(name))


def _seen(columns: tuple[str, ...], tracking: Tracking) -> list[str]:
    return [column for column in columns if column not in tracking.unseen]


def close_for_migrations(using: str = DEFAULT_DB_ALIAS, plan=(), **_kwargs) -> None:
    """Close the cache and drop the triggers before migrations: no column that a trigger names can be changed or dropped."""
    connection = connections[using]
    dialect = DIALECTS.get(connection.vendor)
    if not plan or dialect is None or Change._meta.db_table not in connection.introspection.table_names():
        return
    with transaction.atomic(using), connection.cursor() as cursor:
        cursor.execute("INSERT INTO page_cache_change (amount) VALUES (NULL)")  # whatever columns it has at present
        for name, table in list(dialect.find(cursor, PREFIX)):
            cursor.execute(dialect.drop(name, table))


def install_after_migrations(using: str = DEFAULT_DB_ALIAS, **_kwargs) -> None:
    """Write the triggers of tables that migrations made or made anew."""
    install(using)
