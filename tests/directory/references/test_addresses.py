"""Old addresses of a merged record lead to the record that it became, in both languages, with what was asked there."""

import pytest
from django.urls import reverse
from django.utils import translation

from directory.localisation import get_locale
from directory.merging.execute import merge_records
from directory.models import Person
from tests import factories
from tests.directory.merging.test_execute import english
from tests.directory.relations import KINDS
from tests.translations import publish_english_home

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", KINDS)
def test_old_addresses_in_both_languages(home, client, kind):
    publish_english_home()
    first, second, third = (KINDS[kind]() for _number in range(3))
    translated = [english(one) for one in (first, second, third)]
    merge_records(first, second)
    merge_records(second, third)
    for old, new in ((first, third), (second, third), (translated[0], translated[2]), (translated[1], translated[2])):
        answer = client.get(old.get_absolute_url())
        assert (answer.status_code, answer["Location"]) == (301, new.get_absolute_url())
        answer = client.get(f"{old.get_absolute_url()}?sort=old&page=2")
        assert answer["Location"] == f"{new.get_absolute_url()}?sort=old&page=2"
    assert client.get(third.get_absolute_url()).status_code == 200


def test_person_without_a_page_is_not_told(home, client):
    old, new = factories.PersonFactory(), factories.PersonFactory()
    merge_records(old, new)
    assert client.get(old.get_absolute_url()).status_code == 301
    Person.objects.filter(pk=new.pk).update(consent=False)
    answers = [client.get(one.get_absolute_url()) for one in (old, new)]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert new.slug not in str(answers[0].headers)


def test_target_that_is_deleted_answers_as_it_does(home, client):
    old, new = factories.ThemeFactory(), factories.ThemeFactory()
    merge_records(old, new)
    type(new).objects.get(pk=new.pk).delete()
    assert [client.get(one.get_absolute_url()).status_code for one in (old, new)] == [404, 404]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("theme_calendar", "theme"), ("contact_organisation", "organisation"), ("contact_person", "person")],
)
def test_other_addresses_of_a_record(home, client, name, kind):
    factory = {
        "theme": factories.ThemeFactory,
        "organisation": factories.OrganisationFactory,
        "person": factories.PersonFactory,
    }[kind]
    old, new = factory(), factory()
    merge_records(old, new)
    answer = client.get(reverse(name, args=[old.slug]))
    assert (answer.status_code, answer["Location"]) == (301, reverse(name, args=[new.slug]))
    if kind != "theme":  # what was typed arrives
        assert client.post(reverse(name, args=[old.slug]), {"message": "Dag"}).status_code == 308


@pytest.mark.parametrize("kind", ["theme", "place", "organisation"])
def test_filters_in_old_links(home, client, kind, work):
    factory = {
        "theme": factories.ThemeFactory,
        "organisation": factories.OrganisationFactory,
        "place": factories.PlaceFactory,
    }[kind]
    old, new, other = factory(), factory(), factory()
    pages = []
    for record in (old, other):
        page = factories.CasePageFactory(
            title="Het goudsbloemenlab", **({f"{kind}s": [record]} if kind != "organisation" else {})
        )
        if kind == "organisation":
            page.partnerships.create(organisation=record, role="partner")
            page.save_revision().publish()
        pages.append(page)
    merge_records(old, new)
    work()
    listing = client.get(pages[0].get_parent().url, {kind: old.slug}).context["listing"]
    assert [entry.pk for entry in listing.cards] == [pages[0].pk]
    assert [chip["value"] for chip in listing.chips] == [new.name]
    results = client.get("/zoeken/", {"q": "goudsbloemenlab", kind: old.slug})
    assert [hit.entry.pk for hit in results.context["hits"]] == [pages[0].pk]
    assert [chip["value"] for chip in results.context["chips"]] == [new.name]


def test_suggestions_know_the_target_alone(home, client):
    old, new = factories.ThemeFactory(name="Oudwonen"), factories.ThemeFactory(name="Nieuwwonen")
    factories.CasePageFactory(themes=[old])
    merge_records(old, new)
    for text, names in (("oudwo", []), ("nieuwwo", ["Nieuwwonen"])):
        found = client.get("/zoeken/suggesties/", {"q": text}).json()["suggestions"]
        assert [one["label"] for one in found] == names


def test_language_of_the_address_counts(home, client):
    with translation.override("nl"):
        old, new = factories.ThemeFactory(slug="wonen"), factories.ThemeFactory()
    merge_records(old, new)
    publish_english_home()
    assert client.get("/en/themes/wonen/").status_code == 404
    assert get_locale("en") != get_locale("nl")
