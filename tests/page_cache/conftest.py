"""What tests of the page cache share."""

import pytest
from django.db import connection


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
