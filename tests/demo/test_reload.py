"""Loading a second time: nothing twice, and nothing over what somebody made."""

import json

import pytest
from django.core.management import call_command
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Revision
from wagtail_localize.models import TranslationSource

from accounts.models import User
from core.models import EntryPage
from demo.loader import LoadResult, load
from demo.logins import login_file
from directory.models import Theme
from knowledge.models import CasePage
from media.models import SiteImage
from tests.demo.wordings import count_all
from tests.publishing import publish

pytestmark = pytest.mark.usefixtures("demo")


def test_if_empty_fills_an_empty_site_once(db):
    """`demo` is a site that was empty, filled by this command."""
    assert EntryPage.objects.count() == 108
    assert not Redirect.objects.exists()
    assert set(json.loads(login_file().read_text())) == {
        "student",
        "researcher",
        "chief_editor",
        "translator",
        "partner",
        "administrator",
    }
    before = count_all()
    call_command("load_demo", if_empty=True, verbosity=0)
    assert count_all() == before


def test_second_run_makes_nothing(db):
    before, newest = count_all(), Revision.objects.latest("pk").pk
    assert load() == LoadResult(0, 0, 0)
    assert (count_all(), Revision.objects.latest("pk").pk) == (before, newest)


def test_edited_entry_is_untouched(db):
    page = CasePage.objects.get(slug="portieken-met-de-huismeester")
    page.title, page.slug = "Zelf geschreven", "een-eigen-adres"
    page.save_revision(user=User.objects.get(username="student")).publish()
    page.refresh_from_db()
    page.unpublish()
    theme = Theme.objects.get(slug="duurzaam-wonen")
    theme.name, theme.slug = "Groen wonen", "groen"
    theme.save()
    load()
    page.refresh_from_db()
    theme.refresh_from_db()
    assert (page.title, page.slug, page.live) == ("Zelf geschreven", "een-eigen-adres", False)
    assert (theme.name, theme.slug) == ("Groen wonen", "groen")
    assert not CasePage.objects.filter(slug="portieken-met-de-huismeester").exists()
    assert not Theme.objects.filter(slug="duurzaam-wonen").exists()


def test_missing_entry_comes_back(db):
    CasePage.objects.get(slug="wasruimtes-buiksloterham").delete()
    images = SiteImage.objects.count()
    assert load().pages == 1
    assert CasePage.objects.live().filter(slug="wasruimtes-buiksloterham").exists()
    assert SiteImage.objects.count() == images


def test_dutch_edit_reaches_the_translation_editor(db):
    """What was changed in Dutch falls back to Dutch until it is translated; all else stays English."""
    page = CasePage.objects.get(slug="lozerlaan-ontmoetingsplekken")
    page.lead = "Een nieuwe inleiding."
    publish(page)
    source = TranslationSource.objects.get(object_id=page.translation_key)
    source.update_from_db()
    english, created = source.create_or_update_translation(
        Locale.objects.get(language_code="en"), publish=False, fallback=True
    )
    assert (created, english.lead, english.title) == (False, "Een nieuwe inleiding.", "Places to meet on the Lozerlaan")
    assert "Looking before you invent" in str(english.body)
