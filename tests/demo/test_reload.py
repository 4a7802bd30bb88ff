"""Loading a second time: nothing twice, and nothing over what somebody made."""

import pytest
from wagtail.models import Locale, Revision
from wagtail_localize.models import TranslationSource

from accounts.models import User
from demo.loader import LoadResult, load
from directory.models import Theme
from knowledge.models import CasePage
from media.models import SiteImage
from tests.demo.wordings import count_all
from tests.publishing import publish

pytestmark = pytest.mark.usefixtures("demo")


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
