"""The engines of this installation: the database's, and the one that SEARCH_ENGINE names."""

from functools import cache

from django.conf import settings
from django.db import connection

from search.engines.base import Engine
from search.engines.database import DatabaseEngine


@cache
def _make_database(vendor: str) -> DatabaseEngine:
    if vendor == "sqlite":
        from search.engines.sqlite import SQLiteEngine  # noqa: PLC0415 -- only what is used

        return SQLiteEngine()
    from search.engines.postgresql import PostgreSQLEngine  # noqa: PLC0415 -- only what is used

    return PostgreSQLEngine()


@cache
def get_engine(name: str) -> Engine:
    """Return the engine of a name, as SEARCH_ENGINE has it for the one that serves readers; one for the process."""
    if name in {"sqlite", "postgresql"}:
        return _make_database(name)
    from search.engines.elasticsearch import ElasticsearchEngine  # noqa: PLC0415 -- only what is used

    return ElasticsearchEngine()


@cache
def database_engine() -> DatabaseEngine:
    """Return the engine of the site's database: always up to date, and the fallback for another engine."""
    return _make_database(connection.vendor)


def get_engines() -> list[Engine]:
    """Return all engines that are kept up to date, the database's first."""
    return list({engine.name: engine for engine in (database_engine(), get_engine(settings.SEARCH_ENGINE))}.values())
