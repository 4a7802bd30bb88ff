"""A translation with pieces in the original language is not published without being asked for."""

import re

import pytest
from django.test import TestCase
from django.urls import reverse
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from directory.localisation import get_locale
from knowledge.models import CasePage
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def half(home):
    """A case of which the title alone is translated; (English draft, its source)."""
    case = factories.CasePageFactory(title="Stadslab", lead="Wat wij leerden.")
    english = get_locale("en")
    for parent in case.get_ancestors().filter(depth__gt=1):
        if not parent.get_translation_or_none(english):
            parent.specific.copy_for_translation(english)
    source, _made = TranslationSource.update_or_create_from_instance(case)
    translation = Translation.objects.create(source=source, target_locale=english)
    write(source, "title", "City lab")
    translation.save_target(publish=False)
    return case.get_translation(english).specific, source


def write(source, path=None, words="words"):
    for piece in source.stringsegment_set.all():
        if path in {None, piece.context.path}:
            StringTranslation.objects.get_or_create(
                translation_of=piece.string, locale=get_locale("en"), context=piece.context,
                defaults={"data": "city-lab" if piece.context.path == "slug" else words},
            )  # fmt: skip


def post_publish(client, page, **values):
    with TestCase.captureOnCommitCallbacks(execute=True):
        response = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {"action": "publish", **values})
    return response, CasePage.objects.get(pk=page.pk).live


def test_half_a_translation_is_asked_about_and_nothing_is_lost(chief_editor, half):
    page, source = half
    number = source.stringsegment_set.count() - 1  # the address is made from the title
    response, live = post_publish(chief_editor, page)
    assert (response.status_code, live) == (409, False)
    assert f"Van {number} stukken tekst hebben er {number - 1} nog geen vertaling" in response.text
    fields = re.search(r"Nog niet vertaald: (.*)\.", response.text)[1]
    assert "Inleiding" in fields and "Titel" not in fields
    assert fields in chief_editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text
    assert StringTranslation.objects.get(context__path="title").data == "City lab"
    response, live = post_publish(chief_editor, page, asked="1")
    assert (response.status_code, live, 'role="alert"' in response.text) == (409, False, True)
    response, live = post_publish(chief_editor, page, asked="1", half_translated="on")
    assert (response.status_code, live) == (302, True)


def test_whole_translation_is_published_at_once(chief_editor, half):
    page, source = half
    write(source)
    response, live = post_publish(chief_editor, page)
    assert (response.status_code, live) == (302, True)


def test_who_may_not_publish_is_not_asked(researcher, half):
    page, _source = half
    for values in ({}, {"half_translated": "on"}):
        response, live = post_publish(researcher, page, **values)
        assert (response.status_code, live) in {(302, False), (403, False)}


def test_original_is_not_asked_about(chief_editor, half):
    page = factories.CasePageFactory(title="Ander stadslab", publish=False)
    response, _live = post_publish(chief_editor, page)
    assert response.status_code != 409
