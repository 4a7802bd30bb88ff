"""Addresses of many entries at once are those of Wagtail, also with letters that a URL quotes."""

import pytest
from django.test import RequestFactory
from wagtail.models import Locale, Page

from core.entries.addresses import make_addresses
from core.models import EntryPage
from tests import factories

pytestmark = pytest.mark.django_db
SLUGS = ["gewoon", "Hoofd_letter-2", "één-straat", "日本"]


@pytest.mark.parametrize("slug", SLUGS)
def test_address_is_that_of_wagtail(home, slug):
    case = factories.CasePageFactory()
    Page.objects.filter(pk=case.pk).update(url_path=f"{case.get_parent().url_path}{slug}/")
    entry, request = EntryPage.objects.get(pk=case.pk), RequestFactory().get("/kaart/")
    assert make_addresses(entry.locale_id, request)(entry.url_path) == entry.get_url(request)


def test_addresses_of_the_other_language_and_of_pages_elsewhere(home):
    english_home = home.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    english_home.save_revision().publish()
    english = factories.CasePageFactory(parent=english_home)
    request = RequestFactory().get("/en/map/")
    address = make_addresses(english.locale_id, request)
    assert address(english.url_path) == english.get_url(request) and address(english.url_path).startswith("/en/")
    assert address("/elders/kweepeer/") == ""
    dutch = factories.CasePageFactory()
    assert address(dutch.url_path) == dutch.get_url(request)
