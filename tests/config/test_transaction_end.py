"""A test that commits begins without the transaction and the statements that the one before it left open."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection, transaction

from tests.database_copies import end_transaction


@pytest.mark.django_db(transaction=True)
def test_what_a_thread_left_open_is_ended():
    left = transaction.atomic()
    left.__enter__()
    connection.in_atomic_block = False  # the other thread's block ended first
    assert not connection.get_autocommit()
    end_transaction()
    assert connection.get_autocommit() and not connection.in_atomic_block
    done = []
    transaction.on_commit(lambda: done.append(True))
    assert done


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL's copies need no connection of the test")
def test_database_is_replaced_though_a_statement_is_open(copies):
    groups = Group.objects.count()
    Group.objects.create(name="Left by a test")
    statement = connection.connection.execute("SELECT * FROM auth_group")
    statement.fetchone()
    copies.restore_migrated()
    assert Group.objects.count() == groups and connection.get_autocommit()
