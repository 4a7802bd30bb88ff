"""A test that commits begins without the transaction that the one before it left open."""

import pytest
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
