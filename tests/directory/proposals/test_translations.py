"""Translations of records, which are public when the record is."""

import pytest
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.operations import translate_object

from directory.localisation import localise
from directory.models import Theme
from editorial.groups import CHIEF_EDITOR, RESEARCHER
from tests import factories
from tests.clients import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def english(home):
    return Locale.objects.get(language_code="en")


@pytest.mark.parametrize("live", [True, False])
def test_translation_is_public_when_the_record_is(english, live, django_capture_on_commit_callbacks):
    theme = factories.ThemeFactory(name="Wonen", live=live)
    with django_capture_on_commit_callbacks(execute=True):
        translate_object(theme, [english])
    translated = Theme.with_proposals.get(translation_key=theme.translation_key, locale=english)
    assert translated.live is live
    assert localise([theme], english.pk) == ([translated] if live else [])


@pytest.mark.parametrize("role", [RESEARCHER, CHIEF_EDITOR])
def test_the_editor_of_a_translation_opens(english, role, django_capture_on_commit_callbacks):
    theme = factories.ThemeFactory(name="Wonen")
    with django_capture_on_commit_callbacks(execute=True):
        translate_object(theme, [english])
    translated = Theme.objects.get(translation_key=theme.translation_key, locale=english)
    Theme.objects.filter(pk=translated.pk).update(live_revision=None)
    url = reverse(Theme.snippet_viewset.get_url_name("edit"), args=[translated.pk])
    client = sign_in(factories.UserFactory(role))
    assert client.get(url).status_code == 200
    client.post(url, {"action": "publish"})
    assert Theme.objects.filter(pk=translated.pk).exists()
