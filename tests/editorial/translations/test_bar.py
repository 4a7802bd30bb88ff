"""The bar above the editor of a translation, as it is read again after a save."""

import pytest
from django.urls import reverse
from wagtail_localize.models import StringTranslation

from editorial.groups import STUDENT
from tests import factories
from tests.clients import sign_in

pytestmark = pytest.mark.django_db


def read(world, client, page=None):
    return world.clients[client].get(reverse("translation_bar", args=[(page or world.page).pk]))


def test_bar_counts_what_is_translated_now(world):
    html = world.screen("translator")
    assert f'data-board-bar-url="{reverse("translation_bar", args=[world.page.pk])}"' in html
    assert "js/translation_bar" in html
    number = world.source.stringsegment_set.count() - 1  # the address is made from the title
    assert f"Van {number} teksten zijn er {number} nog niet vertaald." in read(world, "translator").text
    world.put("translator", "title", "City lab")
    assert f"Van {number} teksten zijn er {number - 1} nog niet vertaald." in read(world, "translator").text
    for segment in world.source.stringsegment_set.exclude(context__path__in=["title", "slug", "lead"]):
        StringTranslation.objects.create(
            translation_of=segment.string, context=segment.context, locale=world.page.locale, data="Words"
        )
    told = read(world, "translator").text
    assert f"Van {number} teksten is er 1 nog niet vertaald." in told
    assert "Laatste deel van het adres" not in told


def test_bar_offers_to_take_along_what_came_after_it_was_sent(world):
    world.press("translator", "send")
    assert reverse("board_write", args=[world.page.pk]) not in read(world, "researcher").text
    world.put("researcher", "lead", "What we learned.")
    assert reverse("board_write", args=[world.page.pk]) in read(world, "researcher").text


def test_bar_is_for_who_may_edit_the_translation(world):
    world.clients["student"] = sign_in(factories.UserFactory(STUDENT))
    assert read(world, "student").status_code in {302, 403}
    assert read(world, "chief", world.case).status_code == 404
