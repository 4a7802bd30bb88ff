"""A translation goes the board's way: its texts are written into a draft, sent, approved; what came later is named."""

import json
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation

from editorial.content_changes import find_last_editor
from tests.publishing import find_task_state

pytestmark = pytest.mark.django_db


def approve_all(world):
    """Let the researcher and the chief editor approve what waits."""
    world.press("researcher", "approve")
    return world.press("chief", "approve", half_translated="on")


def test_translator_sends_and_the_board_publishes_what_was_sent(world):
    assert world.put("translator", "title", "City lab").status_code == 201
    world.press("translator", "send")
    state = find_task_state(world.page)
    assert state.revision.content["title"] == "City lab"
    assert find_last_editor(world.page, state.revision) == world.clients["translator"].user.pk
    assert world.press("researcher", "approve").status_code == 302
    asked = world.press("chief", "approve")
    assert asked.status_code == 409  # half of it is translated: asked about first
    named = asked.text.partition("Nog niet vertaald: ")[2].partition("</p>")[0]
    assert "Inleiding" in named and "_" not in named and "lead" not in named  # as the form calls them
    assert world.press("chief", "approve", half_translated="on").status_code == 302
    assert (world.read().live, world.read().title) == (True, "City lab")


def test_address_is_made_from_the_translated_title_and_kept(world):
    world.put("translator", "title", "City lab")
    world.put("translator", "lead", "What we learned.")
    world.press("translator", "send")
    world.press("researcher", "approve")
    world.press("chief", "approve", half_translated="on")
    assert (world.read().live, world.read().slug) == (True, "city-lab")
    world.put("translator", "title", "Urban lab")
    world.press("translator", "send")
    approve_all(world)
    assert (world.read().title, world.read().slug) == ("Urban lab", "city-lab")  # readers know it


def test_address_that_somebody_translated_is_theirs(world):
    world.put("translator", "title", "City lab")
    world.put("translator", "slug", "the-lab")
    world.press("translator", "send")
    approve_all(world)
    assert world.read().slug == "the-lab"


def test_address_that_readers_know_does_not_change(world):
    world.put("translator", "title", "City lab")
    world.press("translator", "send")
    approve_all(world)
    Page.objects.filter(pk=world.page.pk).update(slug="known")
    StringTranslation.objects.filter(context__path="slug").delete()
    world.put("translator", "title", "Urban lab")
    world.press("translator", "send")
    approve_all(world)
    assert (world.read().title, world.read().slug) == ("Urban lab", "known")


def test_publish_button_asks_about_half_a_translation_and_takes_the_last_texts_along(world):
    world.put("translator", "title", "City lab")
    world.clients["chief"].get(reverse("wagtailadmin_pages:view_draft", args=[world.page.pk]))
    asked = world.press("chief", "publish", **{"board-reason": "Haast."})
    assert (asked.status_code, world.read().live) == (409, False)
    assert "Inleiding" in asked.text and 'value="Haast."' in asked.text
    assert world.press("chief", "publish", half_translated="on").status_code == 302
    assert (world.read().live, world.read().title) == (True, "City lab")
    world.put("translator", "title", "x" * 300)
    world.press("chief", "publish", half_translated="on")
    assert world.title.has_error and world.read().title == "City lab"
    assert "past niet in zijn veld" in world.screen("chief")


def test_live_translation_is_changed_by_a_draft(world):
    world.put("translator", "title", "City lab")
    world.press("translator", "send")
    approve_all(world)
    world.put("translator", "lead", "What we learned.")
    world.press("translator", "send")
    page = world.read()
    assert (page.live, page.lead) == (True, "Wat wij leerden.")
    assert find_task_state(page).revision.content["lead"] == "What we learned."
    approve_all(world)
    assert world.read().lead == "What we learned."


def test_editor_offers_the_bar_and_none_of_its_own_buttons(world):
    for client in ("translator", "chief"):
        html = world.screen(client)
        props = json.loads(re.search(r'data-props="([^"]*)"', html)[1].replace("&quot;", '"').replace("&amp;", "&"))
        assert set(props["perms"].values()) == {False}
        assert props["object"]["isLocked"] is False
        assert reverse("board_send", args=[world.page.pk]) in html and "Stuur naar de redactie" in html
    world.press("translator", "send")
    html = world.screen("chief")
    assert "&quot;isLocked&quot;: true" in html and "Neem deze stap over" in html
    assert world.put("translator", "title", "Too late").status_code == 403


def test_texts_that_came_later_are_named_and_go_with_the_next(world):
    world.put("researcher", "title", "x")
    world.press("translator", "send")
    StringTranslation.objects.update(updated_at=timezone.now() - timedelta(minutes=5))
    assert "Gewijzigd nadat" not in world.screen("researcher")
    world.put("researcher", "title", "Urban lab")
    assert "niet in wat er wacht: Titel (“Urban lab”)" in world.screen("researcher")
    assert find_task_state(world.page).revision.content["title"] != "Urban lab"
    world.press("researcher", "write")
    assert "Gewijzigd nadat" not in world.screen("researcher")
    world.press("researcher", "approve")
    assert find_task_state(world.page).revision.content["title"] == "Urban lab"


def test_text_that_does_not_fit_is_marked_and_nothing_is_sent(world):
    world.put("translator", "title", "x" * 300)
    world.press("translator", "send")
    assert find_task_state(world.page) is None
    text = world.title
    assert text.has_error and "past niet in zijn veld" in world.screen("translator")


def test_saving_a_text_as_it_is_changes_nobody(world):
    world.put("translator", "title", "City lab")
    StringTranslation.objects.update(updated_at=timezone.now() - timedelta(days=1))
    before = world.title
    world.put("chief", "title", "City lab")
    after = world.title
    assert (after.last_translated_by, after.updated_at) == (before.last_translated_by, before.updated_at)
    world.put("chief", "title", "Urban lab")
    after = world.title
    assert (after.last_translated_by, after.updated_at > before.updated_at) == (world.clients["chief"].user, True)


def test_chief_editor_who_translated_last_does_not_publish_alone(world):
    world.put("chief", "title", "City lab")
    world.press("translator", "send")
    world.press("researcher", "approve")
    assert world.press("chief", "approve", half_translated="on").status_code == 403
    assert not world.read().live
    world.press("chief", "approve", half_translated="on", **{"board-reason": "De vertaler is met vakantie."})
    assert world.read().live


def test_own_words_while_the_translation_was_stopped_are_their_writers(world):
    world.put("translator", "title", "City lab")
    world.press("translator", "send")
    approve_all(world)
    page, chief = world.read(), world.clients["chief"].user
    assert find_last_editor(page, page.latest_revision) == world.clients["translator"].user.pk
    found = Translation.objects.filter(source__object_id=page.translation_key)
    found.update(enabled=False)
    page.title = "My own words"
    revision = page.save_revision(user=chief)
    found.update(enabled=True)
    assert find_last_editor(page, revision) == chief.pk


def test_machine_text_is_marked(world):
    world.put("translator", "title", "City lab")
    StringTranslation.objects.update(translation_type="machine", tool_name="Machine")
    assert "1 tekst is door een machine vertaald" in world.screen("translator")
    world.put("translator", "title", "City lab")
    assert "door een machine" not in world.screen("translator")


def test_readers_are_told_of_what_a_machine_made_until_somebody_looks_at_it(world):
    world.put("translator", "title", "City lab")
    StringTranslation.objects.filter(pk=world.title.pk).update(
        translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE
    )
    mark = "data-machine-translated"
    world.press("translator", "send")
    approve_all(world)
    page = world.read()
    assert page.live and page.machine_translated
    assert mark in world.clients["chief"].get(page.url).text
    assert mark not in world.clients["chief"].get(world.case.url).text
    world.put("translator", "title", "City lab")  # saved as it is: looked at
    world.press("translator", "send")
    assert world.read().machine_translated  # on the site it still is what the machine made
    approve_all(world)
    assert not world.read().machine_translated


def test_what_became_an_alias_again_is_not_sent(world):
    world.put("translator", "title", "City lab")
    type(world.page).objects.filter(pk=world.page.pk).update(alias_of=world.case)
    before = world.page.revisions.count()
    for client, name in (("translator", "send"), ("chief", "write")):
        answer = world.press(client, name)
        assert (answer.status_code, answer["Location"]) == (302, "/beheer/")
    assert (world.page.revisions.count(), find_task_state(world.page)) == (before, None)
