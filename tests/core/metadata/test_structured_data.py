"""What pages tell machines, read back by a parser of its own: lists, directory, the way back; nobody without consent."""

import re

import extruct
import pytest
from wagtail.models import PageViewRestriction

from core.listings.listing import PER_PAGE
from tests import factories

pytestmark = pytest.mark.django_db


def read(client, address: str) -> dict[str, dict]:
    """Return {type: description} of a page."""
    html = client.get(address).content.decode()
    found = extruct.extract(html, syntaxes=["json-ld"])["json-ld"]
    assert len({item["@type"] for item in found}) == len(found)
    return {item["@type"]: item for item in found}


@pytest.fixture
def world(home, settings):
    settings.SITE_URL = "https://stadskennis.example"
    place = factories.PlaceFactory(name="Laak", latitude="52.06", longitude="4.32")
    partner = factories.OrganisationFactory(name="Staedion", website="https://staedion.example")
    theme, person = (
        factories.ThemeFactory(name="Wonen"),
        factories.PersonFactory(name="Vera Voorbeeld", job_title="wijkmakelaar"),
    )
    factories.PersonFactory(name="Zonder Toestemming", consent=False)
    case = factories.CasePageFactory(title="Zaaien", themes=[theme], places=[place])
    factories.CasePageFactory(title="Oogsten", parent=case.get_parent())
    factories.CasePageFactory(title="Geheim concept", parent=case.get_parent(), publish=False)
    private = factories.CasePageFactory(title="Geheim besloten", parent=case.get_parent())
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    return {"case": case, "place": place, "partner": partner, "theme": theme, "person": person}


def test_listing_says_what_it_lists(client, world):
    found = read(client, world["case"].get_parent().url)
    items = found["CollectionPage"]["mainEntity"]
    assert items["numberOfItems"] == 2
    assert sorted(item["name"] for item in items["itemListElement"]) == ["Oogsten", "Zaaien"]
    assert all(item["url"].startswith("https://stadskennis.example/") for item in items["itemListElement"])
    assert [item["position"] for item in items["itemListElement"]] == [1, 2]
    assert [step["name"] for step in found["BreadcrumbList"]["itemListElement"]] == [
        "Home",
        world["case"].get_parent().title,
    ]
    assert "Geheim" not in str(found)


def test_positions_go_on_over_the_pages_of_a_listing(client, home):
    parent = factories.CasePageFactory.get_parent()
    for _ in range(PER_PAGE + 2):
        factories.CasePageFactory()
    items = read(client, f"{parent.url}?page=2")["CollectionPage"]["mainEntity"]["itemListElement"]
    assert [item["position"] for item in items] == [PER_PAGE + 1, PER_PAGE + 2]


@pytest.mark.parametrize(
    ("name", "kind", "more"),
    [("place", "Place", {"geo": {"@type": "GeoCoordinates", "latitude": 52.06, "longitude": 4.32}}),
     ("partner", "Organization", {"sameAs": ["https://staedion.example"]}), ("person", "Person", {"jobTitle": "wijkmakelaar"}),
     ("theme", "DefinedTerm", {})],
)  # fmt: skip
def test_record_says_what_it_is(client, world, name, kind, more):
    record = world[name]
    found = read(client, record.get_absolute_url())
    assert found[kind]["name"] == record.name
    assert found[kind]["url"] == f"https://stadskennis.example{record.get_absolute_url()}"
    assert more.items() <= found[kind].items()
    assert "email" not in str(found)
    assert len(found["BreadcrumbList"]["itemListElement"]) == 3


@pytest.mark.parametrize(
    ("address", "name"),
    [("/themas/", "Wonen"), ("/plekken/", "Laak"), ("/organisaties/", "Staedion"), ("/mensen/", "Vera Voorbeeld")],
)
def test_lists_of_the_directory(client, world, address, name):
    found = read(client, address)
    assert [item["name"] for item in found["CollectionPage"]["mainEntity"]["itemListElement"]] == [name]
    assert "Zonder Toestemming" not in str(found)


def test_script_in_a_name_stays_data(client, home):
    theme = factories.ThemeFactory(name="</script><script>zqx()</script>")
    html = client.get(theme.get_absolute_url()).content.decode()
    assert "<script>zqx" not in html
    assert read(client, theme.get_absolute_url())["DefinedTerm"]["name"] == theme.name


def test_entry_still_says_what_it_is(client, world):
    found = read(client, world["case"].url)
    assert [item["name"] for item in found.values()] == ["Zaaien"]


def test_every_address_of_the_site_is_under_its_own_address(client, world):
    """Wagtail's Site may have another host: it is not asked."""
    series = factories.SeriesPageFactory()
    pages = [factories.EpisodePageFactory(parent=series), factories.EditionPageFactory(), world["case"]]
    for page in pages:
        text = client.get(page.url).text.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
        assert '": "' not in text and '","' in text  # without blanks, which every reader would load
        addresses = re.findall(r'"(?:url|@id)":"([^"]+)"', text)
        assert addresses and all(
            address.startswith("https://stadskennis.example/") or address == "https://stadskennis.example"
            for address in addresses
        ), addresses
