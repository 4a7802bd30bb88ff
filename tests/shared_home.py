"""The home page, made once for all tests in a row that ask for it: each test takes back what it wrote, and the page stays.

It stands in a transaction around those of the tests. A test that commits, has another database or makes things for a whole file
ends that first, and so does one that does not ask for the home page, for it may not find one.
"""

from django.db import connection, transaction

from tests.example import forget_everything
from tests.page_factories import get_home

# Fixtures of tests that commit, or that stand in a transaction of their file.
OTHERS = {"transactional_db", "live_server", "module_db", "copies"}


class SharedHome:
    """The transaction that holds the home page."""

    def __init__(self):
        self._around: transaction.Atomic | None = None

    def prepare(self, item) -> None:
        """Make the home page or take it back, as a test needs; its fixtures are not set up yet."""
        if not is_wanted(item):
            self.end()
        elif self._around is None and not connection.in_atomic_block:  # not in a file's own, which ends before
            self._around = transaction.atomic()
            self._around.__enter__()
            get_home()

    def end(self) -> None:
        """Take the home page back."""
        if self._around is None:
            return
        around, self._around = self._around, None
        transaction.set_rollback(True)
        around.__exit__(None, None, None)
        forget_everything()


def is_wanted(item) -> bool:
    """Return whether a test asks for the home page, and for nothing that a transaction around it would hinder."""
    commits = any(mark.kwargs.get("transaction") for mark in item.iter_markers("django_db"))
    return "home" in item.fixturenames and not commits and not OTHERS & set(item.fixturenames)
