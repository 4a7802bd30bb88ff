"""Kept numbers: right again at once after every change, and no harm when the cache is gone."""

import pytest
from django.core.cache import cache
from wagtail.models import PageViewRestriction

from core.listings.cached_counts import get_or_compute
from tests import factories

pytestmark = pytest.mark.django_db


def number(client) -> str:
    """Return the number behind the theme on the home page."""
    text = client.get("/").text
    return text[text.index("Wonen</a>") :].split('<data value="')[1].split('"')[0]


def test_number_follows_every_change(client, home):
    theme = factories.ThemeFactory(name="Wonen")
    pages = [factories.CasePageFactory(themes=[theme]) for _number in range(3)]
    assert number(client) == "3"
    pages[0].unpublish()
    assert number(client) == "2"
    restriction = PageViewRestriction.objects.create(page=pages[1], restriction_type="login")
    assert number(client) == "1"
    restriction.delete()
    assert number(client) == "2"
    pages[1].delete()
    assert number(client) == "1"
    pages[0].save_revision().publish()
    assert number(client) == "2"


def test_kept_until_something_changes(home):
    asked = []
    for _time in range(3):
        assert get_or_compute("proef", lambda: asked.append(1) or {"a": 7}) == {"a": 7}
    factories.CasePageFactory()
    get_or_compute("proef", lambda: asked.append(1) or {"a": 7})
    assert len(asked) == 2


def test_empty_cache_is_no_error(client, home):
    client.get("/")
    cache.clear()
    assert client.get("/").status_code == 200
