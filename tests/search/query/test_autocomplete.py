"""Autocomplete: prefixes of any word, folded; only public records; consent."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from directory.localisation import get_locale
from search.query.autocomplete import autocomplete
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def suggest(client):
    """A function that returns the labels suggested for a text."""
    return lambda text, path="/zoeken/suggesties/": [
        one["label"] for one in client.get(path, {"q": text}).json()["suggestions"]
    ]


def test_every_kind_of_name_by_the_beginning_of_any_word(suggest, home):
    factories.ThemeFactory(name="Goed wonen")
    factories.PlaceFactory(name="Wonenburg")
    factories.OrganisationFactory(name="Haag Wonen")
    factories.PersonFactory(name="Wonneke de Vries")
    case = factories.CasePageFactory(title="Samen wonen in Laak")
    assert set(suggest("won")) == {"Goed wonen", "Wonenburg", "Haag Wonen", "Wonneke de Vries", "Samen wonen in Laak"}
    assert suggest("laak sam") == [case.title]
    assert suggest("onen") == []


def test_accents_and_capitals_do_not_matter(suggest, home):
    factories.OrganisationFactory(name="Coöperatie Één")
    for text in ("cooperatie", "COÖP", "coöp", "een", "É"):
        assert suggest(text) == (["Coöperatie Één"] if len(text) > 1 else [])


def test_each_leads_to_its_page(client, home):
    place = factories.PlaceFactory(name="Laakkwartier")
    case = factories.CasePageFactory(title="Laakkwartier leert")
    found = client.get("/zoeken/suggesties/", {"q": "laak"}).json()["suggestions"]
    assert [(one["url"], one["kind"]) for one in found] == [
        (place.get_absolute_url(), "Plek"), (case.url, "Stadslab")
    ]  # fmt: skip
    assert all(client.get(one["url"]).status_code == 200 for one in found)


def test_only_with_consent(suggest, home):
    person = factories.PersonFactory(name="Kanarie Vogel", consent=False)
    assert suggest("kanarie") == []
    person.consent = True
    person.save()
    assert suggest("kanarie") == ["Kanarie Vogel"]
    type(person).objects.filter(pk=person.pk).update(consent=False)  # without a signal: the cache is not invalidated
    assert suggest("kanarie") == []


def test_only_what_is_public_at_this_moment(suggest, home):
    case = factories.CasePageFactory(title="Kanarie in het lab")
    factories.CasePageFactory(title="Kanarie op het bureau", publish=False)
    assert suggest("kanarie") == ["Kanarie in het lab"]
    restriction = PageViewRestriction.objects.create(page=case, restriction_type="login")
    assert suggest("kanarie") == []
    restriction.delete()
    case.unpublish()
    assert suggest("kanarie") == []


def test_draft_of_a_new_title_is_not_suggested(suggest, home):
    case = factories.CasePageFactory(title="Oude naam")
    case.title = "Kanarienaam"
    revision = case.save_revision()
    assert suggest("kanarie") == []
    revision.publish()
    assert (suggest("kanarie"), suggest("oude")) == (["Kanarienaam"], [])


def test_own_language_only(suggest, home):
    factories.ThemeFactory(name="Wonen")
    assert suggest("wonen", "/en/search/suggestions/") == []


def test_at_most_eight_and_few_queries(client, suggest, home):
    for number in range(30):
        factories.PlaceFactory(name=f"Wijk {number}")
    assert len(suggest("wijk")) == 8
    with CaptureQueriesContext(connection) as queries:
        suggest("wijk 2")
    assert len(queries) <= 4


def test_for_browsers(client, home):
    theme = factories.ThemeFactory(name="Wonen")
    response = client.get("/zoeken/suggesties/", {"q": "won", "format": "opensearch"})
    assert response["Content-Type"] == "application/x-suggestions+json"
    text, labels, kinds, urls = response.json()
    assert (text, labels, kinds) == ("won", ["Wonen"], ["Thema"])
    assert urls[0].endswith(theme.get_absolute_url())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.text(max_size=120))
def test_any_text_gets_an_answer(home, text):
    assert isinstance(autocomplete(text, get_locale("nl")), list)
