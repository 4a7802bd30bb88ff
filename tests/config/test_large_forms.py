"""A form that is larger than may be sent: what is too large, that nothing was saved, and how to get back what was typed."""

import io

import pytest
from django.core.exceptions import BadRequest, RequestDataTooBig
from django.test import Client, RequestFactory
from django.urls import reverse
from wagtail.users.models import UserProfile

from config.gateway.bodies import RefusedBody
from core.views.errors import bad_request
from media.uploads.validation import MAX_RECORDING
from tests import factories
from tests.clients import sign_in

pytestmark = pytest.mark.django_db
MULTIPART = "multipart/form-data; boundary=x"
LARGE, MEDIUM = MAX_RECORDING + 60 * 1024**2, 6 * 1024**2


@pytest.fixture
def editor(home):
    return sign_in(factories.UserFactory(is_superuser=True))


def send(client, size: int, **headers):
    """Send a body that the gateway refused, said to be of some size."""
    refused = {"wsgi.input": io.BufferedReader(RefusedBody()), "CONTENT_LENGTH": str(size)}
    return client.post(reverse("wagtailmedia:add", args=["audio"]), b"x", MULTIPART, headers=headers, **refused)


@pytest.mark.parametrize(
    ("language", "said"),
    [("nl", ["Dit bestand is groter dan", "2048 MB", "Er is niets opgeslagen.", "Ga terug in je browser"]),
     ("en", ["This file is larger than", "2048 MB", "Nothing was saved.", "Go back in your browser"])],
)  # fmt: skip
def test_file_larger_than_any_recording_is_explained(editor, language, said):
    UserProfile.objects.create(user=editor.user, preferred_language=language)
    answer = send(editor, LARGE)
    assert (answer.status_code, answer["Content-Type"], [one in answer.text for one in said]) == (
        413, "text/html; charset=utf-8", [True] * 4,
    )  # fmt: skip
    assert f'<html lang="{language}">' in answer.text and "Send again" not in answer.text


def test_who_is_not_signed_in_any_more_is_told_so(home):
    answer = send(Client(), MEDIUM)
    said = ["Je bent niet meer aangemeld", "5 MB", "Er is niets opgeslagen.", "Ga terug in je browser"]
    assert (answer.status_code, [one in answer.text for one in said]) == (413, [True] * 4)


def test_texts_that_are_too_long_are_told_apart_from_files(editor, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1024**2
    answer = editor.post(reverse("wagtailmedia:add", args=["audio"]), {"title": "x" * 1024**2})
    said = ["Dit formulier is groter dan", "samen hoogstens 1 MB", "Er is niets opgeslagen."]
    assert (answer.status_code, [one in answer.text for one in said]) == (413, [True] * 3)


def test_scripts_get_json(editor):
    answer = send(editor, LARGE, **{"X-Requested-With": "XMLHttpRequest"})
    assert answer.status_code == 413 and "2048 MB" in answer.json()["detail"] and answer.json()["success"] is False


@pytest.mark.parametrize(("address", "error"), [("/", RequestDataTooBig()), ("/beheer/", BadRequest())])
def test_other_requests_get_the_short_answer(address, error):
    answer = bad_request(RequestFactory().post(address), error)  # of nobody whom the site knows
    assert (answer.status_code, answer.text) == (400, "400 Bad Request")
