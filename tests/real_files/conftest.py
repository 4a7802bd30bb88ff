"""The browser of the browser tests."""

from tests.browser.conftest import browser  # noqa: F401 -- a fixture
