"""The example content, loaded once for each test file and taken back at its end."""

import pytest
from django.db import transaction

from demo.loader import load


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The site with all example content; a test that changes something asks for `db` too."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = load()
        yield made
        transaction.set_rollback(True)
