"""What tests share."""

import pytest

from tests import factories


@pytest.fixture
def home(db):
    """The site with a home page."""
    return factories.get_home()


@pytest.fixture
def work(db):
    """A function that does all waiting background work."""
    return factories.do_work
