"""Feeds, sitemap and the links between languages, read by the parsers that others use."""

import re
from xml.etree import ElementTree

import feedparser
import pytest
from wagtail.models import PageViewRestriction

from directory.localisation import get_locale
from tests import factories
from tests.publishing import publish

pytestmark = pytest.mark.django_db
SPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


@pytest.fixture
def entries(home, settings):
    settings.SITE_URL = "https://stadskennis.example"
    theme = factories.ThemeFactory(name="Wonen", slug="wonen")
    shown = factories.CasePageFactory(title="Zaaien & <oogsten>", lead="Met “aarde” & water.", themes=[theme])
    other = factories.ReportPageFactory(title="Wonen in Laak")
    factories.CasePageFactory(title="Geheim concept", parent=shown.get_parent(), publish=False)
    private = factories.CasePageFactory(title="Geheim besloten", parent=shown.get_parent())
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    return {"shown": shown, "other": other}


def test_feed_is_valid_and_holds_what_is_public(client, entries):
    response = client.get("/feeds/alles.xml")
    feed = feedparser.parse(response.content)
    assert not feed.bozo and feed.version == "atom10"
    assert {entry.title for entry in feed.entries} == {f"{page.kind_label}: {page.title}" for page in entries.values()}
    assert all(entry.link.startswith("https://stadskennis.example/") for entry in feed.entries)
    assert len({entry.id for entry in feed.entries}) == 2 and feed.entries[0].id.startswith("urn:uuid:")
    assert b"Geheim" not in response.content


def test_feed_takes_the_filters_of_listings(client, entries):
    feed = feedparser.parse(client.get("/feeds/alles.xml?theme=wonen").content)
    assert [entry.link.endswith(entries["shown"].url) for entry in feed.entries] == [True]
    assert "Wonen" in feed.feed.title
    assert (
        feedparser.parse(client.get("/feeds/alles.xml?kind=report").content).entries[0].title.endswith("Wonen in Laak")
    )


def test_identity_of_an_entry_stays_when_its_address_changes(client, entries):
    page = entries["shown"]
    before = {entry.id for entry in feedparser.parse(client.get("/feeds/alles.xml").content).entries}
    page.slug = "anders"
    publish(page)
    after = feedparser.parse(client.get("/feeds/alles.xml").content).entries
    assert {entry.id for entry in after} == before and any("anders" in entry.link for entry in after)


@pytest.mark.parametrize(("number", "more"), [(1, 0), (3, 0)])
def test_feed_asks_the_same_whatever_its_length(client, home, django_assert_max_num_queries, number, more):
    for _entry in range(number):
        factories.CasePageFactory()
    with django_assert_max_num_queries(8):
        client.get("/feeds/alles.xml")


def read_sitemap(client) -> dict[str, dict[str, str]]:
    root = ElementTree.fromstring(client.get("/sitemap.xml").content)  # noqa: S314 -- our own answer
    found = {}
    for row in root.findall("s:url", SPACE):
        links = {link.get("hreflang"): link.get("href") for link in row.findall("x:link", SPACE)}
        found[row.find("s:loc", SPACE).text] = links
    return found


def test_sitemap_holds_every_public_page_once_and_no_other(client, entries):
    found = read_sitemap(client)
    assert all(address.startswith("https://stadskennis.example/") for address in found)
    for page in entries.values():
        assert f"https://stadskennis.example{page.url}" in found
    assert not [address for address in found if "geheim" in address]
    for address in list(found)[::4]:
        assert client.get(address.removeprefix("https://stadskennis.example")).status_code == 200, address


def test_languages_name_each_other_on_the_page_and_in_the_sitemap(client, entries):
    page = entries["shown"]
    english = get_locale("en")
    for above in (page.get_parent().get_parent(), page.get_parent(), page):
        translated = above.copy_for_translation(english)
        publish(translated)
    found = read_sitemap(client)
    dutch = f"https://stadskennis.example{page.url}"
    there = (
        f"https://stadskennis.example{type(page).objects.get(locale=english, translation_key=page.translation_key).url}"
    )
    assert found[dutch] == found[there] == {"nl": dutch, "en": there}
    for address in (dutch, there):
        html = client.get(address.removeprefix("https://stadskennis.example")).content.decode()
        assert dict(re.findall(r'<link rel="alternate" hreflang="(\w+)" href="([^"]+)"', html)) == {
            "nl": dutch,
            "en": there,
        }
        assert f'<link rel="canonical" href="{address}">' in html


def test_page_in_one_language_names_no_other(client, entries):
    html = client.get(entries["other"].url).content.decode()
    assert "hreflang" not in html.split("</head>")[0]
    assert "Nog niet in het Engels" in html


def test_robots_security_and_icon_are_as_machines_read_them(client, home, settings):
    settings.SITE_URL = "https://stadskennis.example"
    robots = client.get("/robots.txt")
    assert robots["Content-Type"] == "text/plain; charset=utf-8"
    assert re.fullmatch(r"(?:[A-Z][A-Za-z-]+: \S+\n)+", robots.content.decode())
    assert "Sitemap: https://stadskennis.example/sitemap.xml\n" in robots.content.decode()
    security = client.get("/.well-known/security.txt")
    fields = dict(line.split(": ", 1) for line in security.content.decode().splitlines())
    assert set(fields) == {"Contact", "Expires", "Preferred-Languages", "Canonical", "Policy"}
    assert fields["Canonical"] == "https://stadskennis.example/.well-known/security.txt"
    assert client.get("/favicon.ico")["Location"].endswith(".svg")
