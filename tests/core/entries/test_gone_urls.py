"""Addresses stay: one redirect after a move or a new slug, 410 with a way on after withdrawal."""

import pytest
from django.test import TestCase

from core.models import WithdrawnAddress
from tests import factories
from tests.publishing import publish
from tests.translations import translate

pytestmark = pytest.mark.django_db


def rename(page, slug):
    page = type(page).objects.get(pk=page.pk)
    page.slug = slug
    with TestCase.captureOnCommitCallbacks(execute=True):
        publish(page)
    return type(page).objects.get(pk=page.pk)


def test_new_slug_leaves_one_redirect_however_often(client, home):
    page = factories.CasePageFactory(slug="eerst")
    old = page.url
    for slug in ("daarna", "later"):
        page = rename(page, slug)
    response = client.get(old)
    assert (response.status_code, response["Location"]) == (301, page.url)
    assert client.get(response["Location"]).status_code == 200


def test_new_slug_in_english_too(client, home):
    page = translate(factories.CasePageFactory(slug="eerst"))
    old = page.url
    page = rename(page, "second")
    assert old.startswith("/en/")
    assert client.get(old)["Location"] == page.url


def test_move_redirects_the_entry_and_what_lies_below(client, home):
    episode = factories.EpisodePageFactory()
    old, old_series = episode.url, episode.get_parent().url
    episode.get_parent().specific.move(factories.IndexPageFactory(slug="elders"), pos="last-child")
    episode.refresh_from_db()
    assert client.get(old)["Location"] == type(episode).objects.get(pk=episode.pk).url
    assert client.get(old_series).status_code == 301


def test_renamed_back_is_no_circle(client, home):
    page = factories.CasePageFactory(slug="eerst")
    page = rename(rename(page, "daarna"), "eerst")
    assert client.get(page.url).status_code == 200
    assert client.get(page.url.replace("eerst", "daarna"))["Location"] == page.url


def test_withdrawn_entry_answers_410_with_a_way_on(client, home):
    page = factories.CasePageFactory(title="Kanarietitel")
    page.unpublish()
    response = client.get(page.url)
    assert response.status_code == 410
    html = response.content.decode()
    assert 'action="/zoeken/"' in html and "/contact/" in html
    assert "Kanarietitel" not in html
    publish(page)
    assert client.get(page.url).status_code == 200


def test_deleted_entry_and_its_old_addresses_answer_410(client, home):
    page = factories.CasePageFactory(slug="eerst")
    old = page.url
    page = rename(page, "daarna")
    new = page.url
    page.delete()
    assert [client.get(url).status_code for url in (old, new)] == [410, 410]
    factories.CasePageFactory(slug="daarna", parent=page.get_parent())
    assert client.get(new).status_code == 200


def test_draft_was_never_there(client, home):
    page = factories.CasePageFactory(publish=False)
    url = f"{page.get_parent().url}{page.slug}/"
    assert client.get(url).status_code == 404
    page.delete()
    assert client.get(url).status_code == 404
    assert not WithdrawnAddress.objects.exists()


def test_english_error_pages_are_english(client, home):
    html = client.get("/en/nowhere/").content.decode()
    assert '<html lang="en">' in html and "This stop does not exist" in html
    assert "Deze halte bestaat niet" in client.get("/nergens/").content.decode()
