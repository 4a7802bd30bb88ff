"""Triggers of SQLite: it has one writer at a time, so one row that grows is enough for each table."""

from collections.abc import Callable, Iterator

from page_cache.tracked import Tracking, find_conditions


def unique(table: str) -> str:
    """Return what makes the name of a trigger unique: here names are those of the whole database."""
    return f"{table}_"


def define(
    table: str, columns: list[str], tracking: Tracking, quote: Callable[[str], str]
) -> Iterator[tuple[str, str]]:
    """Yield (event, SQL) of the triggers of a table; `{name}` stands for the name."""
    differ = "OLD.{0} IS NOT NEW.{0}"
    for event in tracking.events:
        for when, is_minor in find_conditions(event, columns, tracking, differ, quote):
            number = int(is_minor)
            yield (
                event,
                f"CREATE TRIGGER {{name}} AFTER {event} ON {quote(table)} FOR EACH ROW{when} BEGIN"
                f" INSERT INTO page_cache_change (\"table\", is_minor, amount) SELECT '{table}', {number}, 0"
                f" WHERE NOT EXISTS (SELECT 1 FROM page_cache_change WHERE \"table\" = '{table}' AND is_minor = {number});"
                f" UPDATE page_cache_change SET amount = amount + 1 WHERE \"table\" = '{table}' AND is_minor = {number}; END",
            )


def prepare(cursor) -> None:
    """Do nothing: the triggers need no function."""


def find(cursor, prefix: str) -> Iterator[tuple[str, str]]:
    """Yield (name, table) of the triggers that are there."""
    cursor.execute("SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s", [f"{prefix}%"])
    yield from cursor.fetchall()


def drop(name: str, table: str) -> str:
    """Return the SQL that drops a trigger."""
    return f'DROP TRIGGER "{name}"'
