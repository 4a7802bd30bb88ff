"""Where a page can be translated into one language, one button says which; more are chosen from, and none needs no button."""

import re

import pytest
from django.urls import reverse
from wagtail.models import Locale, Page

from directory.localisation import get_locale
from editorial.groups import TRANSLATOR
from tests import factories
from tests.clients import sign_in
from tests.translations import translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def translator(home):
    return sign_in(factories.UserFactory(TRANSLATOR))


@pytest.fixture
def case(home):
    page = factories.CasePageFactory()
    translate(page.get_parent())
    return page


def address(page) -> str:
    return reverse("wagtail_localize:submit_page_translation", args=[page.pk])


def read_form(html: str) -> str:
    return re.search(r"<form method=\"post\" novalidate>.*?</form>", html, re.DOTALL | re.IGNORECASE)[0]


def test_button_names_the_language_and_nothing_is_chosen(translator, case):
    form = read_form(translator.get(address(case)).text)
    assert "Vertaal naar het Engels" in form
    assert "checkbox" not in form and "Talen" not in form and "Verzenden" not in form
    sent = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    response = translator.post(address(case), sent)
    english = Page.objects.get(translation_key=case.translation_key, locale=get_locale("en"))
    assert response.url == reverse("wagtailadmin_pages:edit", args=[english.pk])


def test_pages_below_can_still_come_along(translator, home):
    form = read_form(translator.get(address(factories.CasePageFactory().get_parent())).text)
    assert 'name="include_subtree"' in form and "checkbox" in form


def test_more_languages_are_chosen_from(translator, case, settings):
    settings.LANGUAGES = [*settings.LANGUAGES, ("fr", "Frans")]
    settings.WAGTAIL_CONTENT_LANGUAGES = [*settings.WAGTAIL_CONTENT_LANGUAGES, ("fr", "Frans")]
    Locale.objects.create(language_code="fr")
    form = read_form(translator.get(address(case)).text)
    assert form.count('type="checkbox"') >= 2


def test_page_in_every_language_says_so(translator, case):
    translate(case)
    html = translator.get(address(case)).text
    assert "Deze pagina is er al in elke taal." in html
    assert '<form method="post" novalidate>' not in html.lower()
