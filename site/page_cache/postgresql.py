"""Triggers of PostgreSQL: each transaction adds a row of its own, so no writer waits for another one or dies with it."""

from collections.abc import Callable, Iterator

from page_cache.tracked import Tracking, find_conditions

# Once a transaction for each table, and once for changes of its rarely read columns alone; and never again after it was rolled back: a
# setting that is local to the transaction goes with it.
# Now and then old rows become one for each table with the same sum; rows that another transaction is merging are left alone.
FUNCTION = """
CREATE OR REPLACE FUNCTION page_cache_raise() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  mine text := pg_current_xact_id()::text || ':';
  raised text := coalesce(current_setting('page_cache.raised', true), '');
  minor boolean := TG_NARGS > 0;
  change text := TG_TABLE_NAME || CASE WHEN TG_NARGS > 0 THEN ' minor' ELSE '' END;
BEGIN
  IF left(raised, length(mine)) <> mine THEN
    raised := mine;
  END IF;
  IF strpos(raised, ',' || change || ',') = 0 THEN
    INSERT INTO page_cache_change ("table", is_minor, amount) VALUES (TG_TABLE_NAME, minor, 1);
    PERFORM set_config('page_cache.raised', raised || ',' || change || ',', true);
    IF random() < 0.02 THEN
      WITH old AS (
        SELECT id FROM page_cache_change WHERE amount IS NOT NULL ORDER BY id LIMIT 1000 FOR UPDATE SKIP LOCKED
      ), gone AS (
        DELETE FROM page_cache_change WHERE id IN (SELECT id FROM old) RETURNING "table", is_minor, amount
      )
      INSERT INTO page_cache_change ("table", is_minor, amount)
        SELECT "table", is_minor, sum(amount) FROM gone GROUP BY "table", is_minor;
    END IF;
  END IF;
  RETURN NULL;
END $$
"""


def unique(table: str) -> str:
    """Return what makes the name of a trigger unique: here names are those of the table."""
    return ""


def define(
    table: str, columns: list[str], tracking: Tracking, quote: Callable[[str], str]
) -> Iterator[tuple[str, str]]:
    """Yield (event, SQL) of the triggers of a table; `{name}` stands for the name."""
    differ = "OLD.{0} IS DISTINCT FROM NEW.{0}"
    for event in tracking.events:
        for when, is_minor in find_conditions(event, columns, tracking, differ, quote):
            argument = "'minor'" if is_minor else ""
            yield (
                event,
                f"CREATE TRIGGER {{name}} AFTER {event} ON {quote(table)} FOR EACH ROW{when}"
                f" EXECUTE FUNCTION page_cache_raise({argument})",
            )
    yield (
        "TRUNCATE",
        f"CREATE TRIGGER {{name}} AFTER TRUNCATE ON {quote(table)} FOR EACH STATEMENT EXECUTE FUNCTION page_cache_raise()",
    )


def prepare(cursor) -> None:
    """Write the function that the triggers call."""
    cursor.execute(FUNCTION)


def find(cursor, prefix: str) -> Iterator[tuple[str, str]]:
    """Yield (name and table, table) of the triggers that are there."""
    cursor.execute(
        "SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal AND tgname LIKE %s",
        [f"{prefix}%"],
    )
    yield from cursor.fetchall()


def drop(name: str, table: str) -> str:
    """Return the SQL that drops a trigger."""
    return f'DROP TRIGGER "{name}" ON {table}'
