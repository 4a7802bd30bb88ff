"""What tests share."""

import pytest
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from tests import factories


@pytest.fixture
def home(db):
    """The site with a home page."""
    return factories.get_home()


@pytest.fixture
def work(db):
    """A function that does all waiting background work, as a worker would, and fails when a task failed."""

    def run():
        call_command("db_worker", batch=True, interval=0, startup_delay=False, reload=False, verbosity=0)
        assert not DBTaskResult.objects.failed().exists(), DBTaskResult.objects.failed().first().traceback

    return run
