"""Entries for load tests: all kinds, deterministic, found, and never twice."""

import pytest
from django.core.management import CommandError, call_command

from core.models import EntryPage
from tests import factories

pytestmark = pytest.mark.django_db


def run(count: int) -> None:
    call_command("generate_entries", count=count, seed=7, verbosity=0)


def read() -> list[tuple]:
    entries = EntryPage.objects.filter(slug__startswith="voorbeeld-").order_by("slug").specific()
    return [(entry.slug, entry.title, entry.lead, str(entry.body), entry.display_date) for entry in entries]


@pytest.mark.heavy
def test_fills_a_site_with_all_kinds_once(client, home):
    factories.IndexPageFactory(slug="stadslabs")
    factories.AgendaPageFactory(slug="agenda")
    factories.SeriesPageFactory()
    factories.ExchangeIndexPageFactory(slug="vraag-en-aanbod")
    for make in (
        factories.ThemeFactory,
        factories.PlaceFactory,
        factories.OrganisationFactory,
        factories.PersonFactory,
    ):
        make()
    number = 2 * len(EntryPage.kinds())
    run(number)
    first = read()
    assert len(first) == number
    assert {slug.split("-")[1] for slug, *_rest in first} == set(EntryPage.kinds())
    run(number)
    assert read() == first
    factories.do_work()
    for entry in EntryPage.objects.filter(slug__startswith="voorbeeld-")[: len(EntryPage.kinds())]:
        assert (client.get(entry.url).status_code, entry.url) == (200, entry.url)
    call_command("search_status")
    word = first[0][1].split()[0].lower()
    assert "data-entry=" in client.get("/zoeken/", {"q": word}).text
    EntryPage.objects.filter(slug__startswith="voorbeeld-").delete()
    run(number)
    assert read() == first


def test_says_what_is_missing():
    with pytest.raises(CommandError, match="home page"):
        run(1)
