"""The page of what is new: by week, with the filters of listings, a feed and a mail."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from open_data.whats_new import name_week
from tests import factories

pytestmark = pytest.mark.django_db
PAGE = "/nieuw/"


def headings(text: str) -> list[str]:
    return re.findall(r'<h2 id="week-\d">([^<]+)</h2>', text)


def test_by_week(client, home):
    today = timezone.localdate()
    new = factories.CasePageFactory(display_date=today)
    last = factories.CasePageFactory(display_date=today - timedelta(7))
    old = factories.CasePageFactory(display_date=date(2024, 1, 31))
    later = factories.CasePageFactory(display_date=today + timedelta(1))
    text = client.get(PAGE).text
    assert headings(text) == ["Deze week", "Vorige week", "29 januari – 4 februari 2024"]
    assert re.findall(r'data-entry="(\d+)"', text) == [str(entry.pk) for entry in (new, last, old)]
    assert f'data-entry="{later.pk}"' not in text


def test_names_of_weeks(home):
    assert name_week(date(2026, 1, 12)) == "12 – 18 januari 2026"
    assert name_week(date(2024, 12, 30)) == "30 december 2024 – 5 januari 2025"


def test_filter_goes_along_to_feed_and_mail(client, home):
    theme = factories.ThemeFactory(name="Wonen", slug="wonen")
    case = factories.CasePageFactory(display_date=date(2025, 3, 3), themes=[theme])
    factories.CasePageFactory(display_date=date(2025, 3, 3))
    text = client.get(PAGE, {"theme": "wonen"}).text
    assert re.findall(r'data-entry="(\d+)"', text) == [str(case.pk)]
    assert 'href="/feeds/alles.xml?theme=wonen"' in text and 'href="/zoeken/bewaren/?theme=wonen"' in text
    assert "/zoeken/bewaren/" not in client.get("/nieuw/").text  # without a choice there is nothing to save


def test_pages_and_languages(client, home):
    for number in range(14):
        factories.CasePageFactory(display_date=date(2025, 3, 3) - timedelta(number))
    first, second = (re.findall(r'data-entry="(\d+)"', client.get(PAGE, {"page": n}).text) for n in (1, 2))
    assert (len(first), len(second)) == (12, 2) and not set(first) & set(second)
    assert client.get("/en/new/").status_code == 200
    assert client.get(PAGE, {"page": "x", "theme": "\x00"}).status_code in {200, 400}
    assert "/nieuw/" in client.get("/sitemap.xml").text and 'href="/nieuw/"' in client.get("/").text


def test_queries_do_not_grow(client, home):
    counts = []
    for number in (1, 2):
        for _number in range(number):
            factories.CasePageFactory(display_date=date(2025, 3, 3))
        client.get(PAGE)
        with CaptureQueriesContext(connection) as queries:
            client.get(PAGE)
        counts.append(len(queries))
    assert counts[0] == counts[1]
