"""SQL per uncached page: at most 18, and the same with one and with three items."""

import re

import pytest
from django.core.cache import cache
from django.db import transaction

from core.models import Contribution, Partnership, RelatedEntry
from directory.localisation import get_locales
from tests import factories
from tests.publishing import publish
from tests.query_counts import LIMIT, count_queries
from tests.translations import publish_english_copy

pytestmark = pytest.mark.django_db


def make_entries(number: int) -> list:
    """Return the addresses to measure, on a site with `number` of everything an entry can hold."""
    home = factories.get_home()
    city = factories.PlaceFactory(name="Stad", level="city")
    place = factories.PlaceFactory(name="Straat", level="street", parent=city)
    theme = factories.ThemeFactory(name="Wonen")
    partner = factories.OrganisationFactory(name="Partner")
    person = factories.PersonFactory(name="Persoon")
    index = factories.IndexPageFactory(title="Stadslabs", slug="stadslabs")
    entries = []
    for _ in range(number + 1):
        case = factories.CasePageFactory(
            parent=index, themes=[theme], places=[place], hero_image=factories.SiteImageFactory()
        )
        for _ in range(number):
            Partnership.objects.create(page=case, organisation=partner, role="partner")
            Contribution.objects.create(page=case, person=person, role="author")
        entries.append(case)
    image = factories.SiteImageFactory()
    body = [("text", "<h2>Kop</h2><p>Tekst</p>")] + [("figure", {"image": image, "caption": ""})] * number
    body += [("document", {"document": factories.SiteDocumentFactory(), "text": ""})] * number
    entries[0].body = [*body, ("related", {"heading": "", "entries": entries[1:]})]
    publish(entries[0])
    for other in entries[1:]:
        RelatedEntry.objects.create(page=entries[0], target=other)
    series = factories.SeriesPageFactory()
    for at in range(number):
        factories.EpisodePageFactory(parent=series, number=at + 1)
    factories.do_work()
    return [
        home.url, index.url, entries[0].url, series.url, series.get_children().first().url, "/zoeken/?q=goudsbloemen", "/themas/",
        "/plekken/", "/organisaties/", "/mensen/", theme.get_absolute_url(), city.get_absolute_url(),
        partner.get_absolute_url(), person.get_absolute_url(), f"{index.url}?theme=wonen&place=stad&organisation=partner&year=2026",
        "/sitemap.xml",
    ]  # fmt: skip


def measure(client, number: int) -> dict:
    """Return {address without numbers: queries}."""
    cache.clear()
    get_locales()
    return {re.sub(r"\d+", "", url): count_queries(client, url) for url in make_entries(number)}


def test_pages_ask_the_same_with_one_and_three_items(client):
    sid = transaction.savepoint()
    one = measure(client, 1)
    transaction.savepoint_rollback(sid)
    cache.clear()
    three = measure(client, 3)
    assert {url: number for url, (number, _sql) in one.items()} == {
        url: number for url, (number, _sql) in three.items()
    }
    over = {url: sql for url, (number, sql) in three.items() if number > LIMIT}
    assert not over, "\n".join(line[:300] for url, sql in over.items() for line in [url, str(len(sql)), *sql])


def measure_read_also(client, number: int) -> int:
    """Return the queries of an English page that leads on to `number` translated entries, in as many blocks."""
    cache.clear()
    page = factories.CasePageFactory()
    chosen = [factories.CasePageFactory() for _ in range(number)]
    page.body = [("related", {"heading": "", "entries": [entry]}) for entry in chosen]
    publish(page)
    translated = [publish_english_copy(entry, "Translated") for entry in chosen]
    english = publish_english_copy(page, "English")
    text = client.get(english.url).text
    assert all(f'href="{entry.url}"' in text for entry in translated)
    return count_queries(client, english.url)[0]


def test_read_also_asks_the_same_with_one_and_three_translated_entries(client):
    sid = transaction.savepoint()
    one = measure_read_also(client, 1)
    transaction.savepoint_rollback(sid)
    assert measure_read_also(client, 3) == one <= LIMIT
