"""“Withdraw now” and “The consent holds again” do what they say, however often and by whomever they are pressed."""

import re

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry

from talkshows.models import Consent
from talkshows.models.consent import ConsentQuerySet
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def consent(home):
    """The consent of a guest of a published evening."""
    page = factories.EpisodePageFactory()
    return Consent.objects.create(entry_key=page.translation_key, name="Noor Voorbeeld", agreed="Naam.")


def press(client, consent, **body):
    """Post the form of the page and follow it; return the texts of the messages."""
    response = client.post(reverse("withdraw_consent", args=[consent.pk]), body, follow=True)
    assert response.status_code == 200
    return [str(message) for message in response.context["messages"]]


def read_button(client, consent) -> dict:
    """Return what the button on the page posts."""
    html = client.get(reverse("withdraw_consent", args=[consent.pk])).text
    return {"action": re.search(r'name="action"\s+value="(\w+)"', html)[1]}


def test_a_button_that_is_pressed_twice_does_nothing_the_second_time(chief_editor, consent):
    button = read_button(chief_editor, consent)
    assert "is van de site" in "".join(press(chief_editor, consent, **button))
    consent.refresh_from_db()
    first = consent.withdrawn_at
    assert first is not None
    assert "was al ingetrokken" in "".join(press(chief_editor, consent, **button))
    consent.refresh_from_db()
    assert consent.withdrawn_at == first
    button = read_button(chief_editor, consent)
    assert "geldt weer" in "".join(press(chief_editor, consent, **button))
    assert "is niet ingetrokken" in "".join(press(chief_editor, consent, **button))
    consent.refresh_from_db()
    assert consent.withdrawn_at is None
    logged = PageLogEntry.objects.filter(action__startswith="talkshows.consent").order_by("pk")
    assert list(logged.values_list("action", flat=True)) == ["talkshows.consent.withdraw", "talkshows.consent.restore"]


@pytest.mark.parametrize("body", [{}, {"action": ""}, {"action": "toggle"}])
def test_a_post_that_names_no_action_withdraws_and_never_restores(chief_editor, consent, body):
    for _time in range(2):
        press(chief_editor, consent, **body)
        consent.refresh_from_db()
        assert consent.withdrawn_at is not None


@pytest.mark.parametrize("view", ["edit_consent", "withdraw_consent"])
def test_who_changes_a_consent_reads_its_row_under_a_lock(chief_editor, consent, monkeypatch, view):
    locked = []
    monkeypatch.setattr(ConsentQuerySet, "select_for_update", lambda rows: locked.append(rows) or rows)
    url = reverse(view, args=[consent.pk])
    assert chief_editor.get(url).status_code == 200 and locked == []
    chief_editor.post(url)
    assert len(locked) == 1
