"""Every kind of entry: its page, card, passages and places in lists, in both languages."""

from pathlib import Path

import pytest

from core.models import Contribution, EntryPage, Partnership
from search.models import SearchPassage
from tests import factories
from tests.translations import publish_english_copy

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.django_db
KINDS = sorted(EntryPage.kinds())


def factory_of(kind: str):
    """Return the factory of a kind by the name that docs/contracts.md promises."""
    return getattr(factories, f"{EntryPage.kinds()[kind].__name__}Factory")


def test_kinds():
    assert KINDS == [
        "agreement", "article", "case", "coalition", "demand", "dossier", "edition", "episode", "gathering", "interview",
        "minutes", "offer", "practice", "report", "series", "walk",
    ]  # fmt: skip


def test_no_code_names_the_new_kind():
    """The walk of the tests' own app goes through every test below, though nothing but its model knows it."""
    roots = [ROOT / name for name in ("site", "knowledge", "talkshows", "publications", "search", "templates")]
    files = [path for root in roots for path in root.rglob("*") if path.suffix in {".py", ".html", ".css"}]
    assert len(files) > 200
    assert [path for path in files if "walkpage" in path.read_text(encoding="utf-8").lower()] == []


@pytest.mark.parametrize("kind", KINDS)
def test_page_and_places_where_it_appears(kind, client):
    city = factories.PlaceFactory(name="Stad", level="city")
    place = factories.PlaceFactory(name="Straat", level="street", parent=city)
    theme = factories.ThemeFactory(name="Wonen")
    partner, person = factories.OrganisationFactory(name="Partner"), factories.PersonFactory(name="Persoon")
    page = factory_of(kind)(title="Kweepeer in de wijk", themes=[theme], places=[place], lead="Over zilverschoon.")
    Partnership.objects.create(page_id=page.pk, organisation=partner, role="partner")
    Contribution.objects.create(page_id=page.pk, person=person, role="author", note="hoofdredacteur")
    factories.do_work()
    response = client.get(page.url)
    assert response.status_code == 200
    for text in (
        "<h1>Kweepeer in de wijk</h1>",
        f'tab--{page.tab}"',
        str(page.kind_label),
        "application/ld+json",
        "hoofdredacteur",
    ):
        assert text in response.text
    card = f'data-entry="{page.pk}"'
    # A series lists its episodes as a line, not as cards.
    listing = factories.AgendaPageFactory() if kind == "episode" else page.get_parent()
    kind_filter = f"?kind={kind}"
    addresses = [listing.url, f"{theme.get_absolute_url()}{kind_filter}", f"{city.get_absolute_url()}{kind_filter}",
                 partner.get_absolute_url(), person.get_absolute_url(), "/zoeken/?q=zilverschoon"]  # fmt: skip
    assert [url for url in addresses if card not in client.get(url).text] == []
    assert page.full_url in client.get("/sitemap.xml").text
    assert page.title in client.get("/feeds/alles.xml").text
    assert SearchPassage.objects.filter(entry_id=page.pk).exists()


@pytest.mark.parametrize("kind", KINDS)
def test_page_in_english(kind, client):
    copy = publish_english_copy(factory_of(kind)(title="Kweepeer"), "Quince")
    response = client.get(type(copy).objects.get(pk=copy.pk).url)
    assert response.status_code == 200
    assert "<h1>Quince</h1>" in response.text
    assert '<html lang="en">' in response.text
