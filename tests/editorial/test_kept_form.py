"""A form that is sent after the session ended, or after signing in again elsewhere, keeps what was typed and saves nothing."""

import json

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Page
from wagtail.users.models import UserProfile

from editorial.groups import RESEARCHER
from editorial.kept_form import read_texts
from tests import factories
from tests.clients import sign_in
from tests.editorial.forms import posted
from tests.publishing import find_task_state, submit

pytestmark = pytest.mark.django_db
BROWSER = {"Sec-Fetch-Site": "same-origin", "Accept": "text/html"}


@pytest.fixture
def form(home, student):
    """The address of an own draft, and what its form posts with another title."""
    page = factories.CasePageFactory(publish=False, owner=student.user)
    page.save_revision(user=student.user)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return page, url, posted(student.get(url).context["form"], title="Getypt “na” <afloop>")


def read_fields(response) -> dict:
    """Return the hidden fields of the answer."""
    fields = BeautifulSoup(response.content, "html.parser").select("main input[type=hidden], form input[type=hidden]")
    return {field["name"]: field.get("value", "") for field in fields}


def test_form_of_an_ended_session_is_kept_and_sent_again(student, form):
    page, url, data = form
    browser = Client(enforce_csrf_checks=True, headers=BROWSER)
    browser.get("/beheer/login/")
    token = browser.cookies["csrftoken"].value
    kept = browser.post(url, {**data, "csrfmiddlewaretoken": token})
    assert (kept.status_code, read_fields(kept)["title"]) == (403, "Getypt “na” <afloop>")
    browser.force_login(student.user)
    old = read_fields(kept)
    late = browser.post(url, {**old, "csrfmiddlewaretoken": "x" * 64})  # signing in gives another token
    assert late.status_code == 403
    assert Page.objects.get(pk=page.pk).draft_title == page.title
    assert browser.post(url, read_fields(late)).status_code == 302
    assert Page.objects.get(pk=page.pk).draft_title == "Getypt “na” <afloop>"


def test_autosave_is_told_and_not_led_to_the_login(form):
    _page, url, data = form
    answer = Client().post(url, data, headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json()["error_message"].startswith("Je bent niet meer aangemeld.")) == (
        400,
        True,
    )


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {}])
def test_form_of_another_site_gets_no_token(student, form, headers):
    _page, url, data = form
    browser = sign_in(student.user, enforce_csrf_checks=True)
    refused = browser.post(url, data, headers=headers)
    assert (refused.status_code, "Getypt" in refused.text) == (403, False)


def test_passwords_are_not_shown_again(home):
    values = {"password": "geheim123", "login": "x"}
    for url in ("/beheer/login/", "/beheer/wachtwoord/", "/beheer/users/new/"):
        assert "geheim123" not in Client().post(url, values).text


def test_who_may_not_change_a_page_any_more_sees_what_was_typed(student, form):
    page, url, data = form
    Page.objects.filter(pk=page.pk).update(owner=None)
    lines = json.dumps({"blocks": [{"text": "Eerste regel & meer"}, {"text": "tweede"}], "entityMap": {}})
    response = student.post(url, {**data, "lead": "Een getypte <zin>.", "lessons": lines})
    html = response.content.decode()
    assert response.status_code == 403
    assert "Je mag deze pagina niet meer wijzigen." in html
    assert "Getypt “na” &lt;afloop&gt;" in html and "Een getypte &lt;zin&gt;." in html
    assert "Eerste regel &amp; meer<br>tweede" in html
    assert "csrfmiddlewaretoken" not in html and "action-" not in html
    answer = student.post(url, data, headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json()["success"]) == (400, False)


def test_who_reads_english_is_told_in_english(student, form):
    page, url, data = form
    profile = UserProfile.get_for_user(student.user)
    profile.preferred_language = "en"
    profile.save()
    Page.objects.filter(pk=page.pk).update(owner=None)
    html = student.post(url, {**data, "lead": "A typed sentence."}).text
    assert "You may not change this page any more." in html and '<html lang="en"' in html and "Niet bewaard" not in html


def test_others_are_not_told_what_is_decided_about_a_draft(student, form):
    page, url, data = form
    researcher = factories.UserFactory(RESEARCHER, first_name="Bram")
    submit(page, student.user)
    find_task_state(page).approve(user=researcher)
    sent = {**data, "loaded_revision_id": str(page.revisions.first().pk)}
    Page.objects.filter(pk=page.pk).update(owner=researcher)
    assert "Bram" not in student.post(url, sent).content.decode()


def test_a_form_without_words_is_led_on_as_before(student, form):
    page, url, _data = form
    Page.objects.filter(pk=page.pk).update(owner=None)
    assert student.post(url).status_code == 302


@given(st.dictionaries(st.text(max_size=8), st.text(max_size=40) | st.just('{"blocks": [{"text": "a b"}, 3]}')))
def test_any_form_is_read(values):
    assert all(isinstance(text, str) and " " in text.strip() for text in read_texts(values))
