"""What tests of the page cache share."""

import pytest
from django.db import connection


class Idle:
    """The connection as it is between transactions."""

    in_atomic_block = False

    def __getattr__(self, name):
        return getattr(connection, name)


@pytest.fixture
def between_transactions(monkeypatch):
    """Keep for the state what is kept outside of transactions: tests run inside one."""
    monkeypatch.setattr("page_cache.state.connection", Idle())


@pytest.fixture(autouse=True)
def each_change_counts():
    """On PostgreSQL a transaction raises the generation once, and a test is one: let each statement that writes raise it again."""
    if connection.vendor != "postgresql":
        yield
        return

    def forget_raise(execute, sql, params, many, context):
        if not str(sql).startswith(("SELECT", "ROLLBACK")):
            with context["connection"].connection.cursor() as cursor:  # past the wrappers
                cursor.execute("SELECT set_config('page_cache.raised', '', true)")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(forget_raise):
        yield
