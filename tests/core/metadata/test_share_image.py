"""Every public entry has a picture for share cards: its own photo, or a card with its title."""

import io
import re

import pytest
from django.test import override_settings
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from wagtail.models import PageViewRestriction

from core.metadata.share_image import SIZE, draw_share_image, get_share_image, make_digest
from tests import factories

pytestmark = pytest.mark.django_db


def picture_of(client, page) -> str:
    found = re.search(r'<meta property="og:image" content="([^"]+)"', client.get(page.url).content.decode())
    return found[1]


@override_settings(SITE_URL="https://stadskennis.example")
def test_entry_without_photo_has_a_card_of_its_own(client, home):
    first, second = factories.CasePageFactory(title="Zaaien"), factories.ReportPageFactory(title="Wonen")
    addresses = [picture_of(client, page) for page in (first, second)]
    assert len(set(addresses)) == 2
    pictures = []
    for address in addresses:
        assert address.startswith("https://stadskennis.example/covers/share/")
        response = client.get(address.removeprefix("https://stadskennis.example"))
        assert (response.status_code, response["Content-Type"]) == (200, "image/png")
        assert len(response.content) < 100_000
        assert Image.open(io.BytesIO(response.content)).size == SIZE == (1200, 630)
        pictures.append(response.content)
    assert pictures[0] != pictures[1]


def test_entry_with_photo_shows_it(client, home):
    case = factories.CasePageFactory(hero_image=factories.SiteImageFactory())
    assert "/media/images/" in picture_of(client, case)


def test_new_title_has_a_new_address_and_the_old_one_leads_there(client, home):
    case = factories.CasePageFactory(title="Zaaien")
    old = case.share_image_url
    case.title = "Oogsten"
    case.save_revision().publish()
    response = client.get(old)
    assert (response.status_code, response["Location"]) == (302, case.share_image_url)
    assert case.share_image_url != old


def test_card_is_kept_and_asked_again(client, home):
    url = factories.CasePageFactory().share_image_url
    response = client.get(url)
    again = client.get(url, headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content, response["Cache-Control"]) == (304, b"", "no-cache")


def test_what_is_not_public_has_no_card(client, home):
    draft, private = factories.CasePageFactory(publish=False), factories.CasePageFactory()
    gone = factories.CasePageFactory(parent=private.get_parent())
    url = gone.share_image_url
    gone.unpublish()
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    for address in (
        draft.share_image_url,
        private.share_image_url,
        url,
        "/covers/share/99999999999999999999999-abc.png",
    ):
        response = client.get(address)
        assert response.status_code == 404 and b"PNG" not in response.content[:8], address


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=255), st.text(max_size=60))
def test_any_title_can_be_drawn(title, kind):
    assert Image.open(io.BytesIO(draw_share_image(title, kind, 5, "Stadskennis"))).size == SIZE


def test_same_words_same_card_and_drawn_once(monkeypatch):
    first = get_share_image("Zaaien", "Stadslab", 3, "Stadskennis")
    monkeypatch.setattr("core.metadata.share_image.draw_share_image", None)
    assert get_share_image("Zaaien", "Stadslab", 3, "Stadskennis") == first
    assert make_digest("a", "b", 1) != make_digest("ab", "", 1)
