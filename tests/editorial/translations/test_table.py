"""The table of pages and languages: how each stands, for who has to do with translations, in as many queries for many."""

import pytest
from django.urls import reverse
from wagtail_localize.models import StringTranslation

from core.models import EntryPage
from directory.localisation import get_locale
from editorial.groups import CHIEF_EDITOR, PARTNER, RESEARCHER, STUDENT, TRANSLATOR
from editorial.translations.table import list_pages, make_rows
from tests import factories
from tests.clients import sign_in
from tests.publishing import publish, submit
from tests.translations import translate

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(module_db):
    """A case with its translation, and one that has none."""
    whole, alone = (factories.CasePageFactory(title=title) for title in ("Stadslab vertaald", "Stadslab alleen"))
    return whole, translate(whole), alone


@pytest.fixture
def pages(made, db):
    """The pages as the database has them."""
    return [type(page).objects.get(pk=page.pk) for page in made]


def read_rows(pages=None) -> dict[str, list]:
    locales = [get_locale("nl"), get_locale("en")]
    found = pages if pages is not None else list_pages()
    return {row.title: [(cell.state, *cell.words) for cell in row.cells] for row in make_rows(found, locales, True)}


def test_each_language_says_how_it_stands(pages):
    whole, english, _alone = pages
    rows = read_rows()
    assert rows["Stadslab vertaald"][0] == ("original", "origineel", "op de site")
    state, told, public = rows["Stadslab vertaald"][1]
    assert (state, public) == ("whole", "op de site") and told.endswith("teksten")
    assert rows["Stadslab alleen"][1] == ("missing", "nog niet")
    assert "City lab vertaald" not in rows
    StringTranslation.objects.filter(context__path="lead").update(translation_type="machine")
    StringTranslation.objects.filter(context__path="title").delete()
    publish(whole)
    submit(english, factories.UserFactory(TRANSLATOR))
    state, *words = read_rows()["Stadslab vertaald"][1]
    assert state == "begun"
    assert {"1 door een machine", "het origineel is sindsdien gewijzigd", "wacht op: een onderzoeker"} <= set(words)


def test_only_pages_that_lack_a_language(pages):
    found = list_pages(missing=True).filter(depth__gt=2)  # without the page that comes with Wagtail
    assert {page.title for page in found} == {"Stadslab alleen"}


@pytest.mark.parametrize(
    ("role", "sees"), [(STUDENT, False), (PARTNER, False), (RESEARCHER, True), (TRANSLATOR, True), (CHIEF_EDITOR, True)]
)
def test_who_has_to_do_with_translations_sees_it(pages, role, sees):
    response = sign_in(factories.UserFactory(role)).get(reverse("translation_table"), {"staat": "ontbreekt", "p": "x"})
    assert (response.status_code == 200) is sees
    if sees:
        assert "Stadslab alleen" in response.text and 'data-state="missing"' in response.text


def test_many_pages_take_as_many_queries_as_one(pages, django_assert_num_queries, django_assert_max_num_queries):
    entries = EntryPage.objects.filter(locale=get_locale("nl"))
    read_rows(entries)
    with django_assert_max_num_queries(9) as asked:
        read_rows(list(entries))
    for _number in range(2):
        translate(factories.CasePageFactory(title="Stadslab"))
    more = list(EntryPage.objects.filter(locale=get_locale("nl")))
    with django_assert_num_queries(len(asked)):
        read_rows(more)
