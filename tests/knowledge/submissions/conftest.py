"""What tests of the public forms share; a file asks for it by `usefixtures`."""

import pytest

from core.forms import protected
from tests import factories


@pytest.fixture
def patient(monkeypatch):
    """Readers in tests type fast."""
    monkeypatch.setattr(protected, "MIN_AGE", -1)


@pytest.fixture
def exchange(home):
    """The list of questions and offers."""
    return factories.ExchangeIndexPageFactory(slug="vraag-en-aanbod")
