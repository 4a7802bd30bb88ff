"""Every public page has a picture for share previews: listings, records and fixed pages too; nothing else has one."""

import io
import re

import pytest
from django.urls import reverse
from PIL import Image
from wagtail.models import PageViewRestriction

from core.metadata.share_picture import describe_page, describe_record
from directory.models import Person
from tests import factories
from tests.publishing import publish

pytestmark = pytest.mark.django_db


def find_picture(client, url: str) -> str:
    found = re.search(r'<meta property="og:image" content="https?://[^/]+([^"]+)"', client.get(url).content.decode())
    assert found, url
    return found[1].replace("&amp;", "&")


def test_pages_records_and_fixed_pages_have_a_picture(client, home):
    theme, place = factories.ThemeFactory(name="Wonen"), factories.PlaceFactory(name="Laak")
    agenda, series = factories.AgendaPageFactory(slug="agenda"), factories.SeriesPageFactory()
    urls = [home.url, agenda.url, series.get_parent().url, series.url, theme.get_absolute_url(), place.get_absolute_url(),
            reverse("themes"), reverse("places"), reverse("contact")]  # fmt: skip
    pictures = [find_picture(client, url) for url in urls]
    assert len(set(pictures)) == len(urls)
    for picture in pictures:
        response = client.get(picture)
        assert (response.status_code, response["Content-Type"]) == (200, "image/png"), picture
    assert Image.open(io.BytesIO(response.content)).size == (1200, 630)
    again = client.get(picture, headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304


def test_new_title_leads_on(client, home):
    old = describe_page(home).path
    home.title = "Wat de stad weet"
    publish(home)
    response = client.get(old)
    assert (response.status_code, response["Location"]) == (302, describe_page(home).path)


def test_what_is_not_public_has_none(client, home):
    agenda = factories.AgendaPageFactory(slug="agenda")
    PageViewRestriction.objects.create(page=agenda, restriction_type="login")
    silent = Person.objects.create(name="Karel Stil", consent=False, locale=home.locale)
    for path in (
        describe_page(agenda).path,
        describe_record(silent).path,
        "/covers/share/page/99999999999999999999-ab.png",
        "/covers/share/theme/x-ab.png",
        "/covers/share/view/nl-search-ab.png",
        "/covers/share/view/xx-themes-ab.png",
        "/covers/share/user/1-ab.png",
    ):
        assert client.get(path).status_code == 404, path


def test_drawn_card_of_an_event_leads_to_the_one_with_its_date(client, home):
    event = factories.EpisodePageFactory()
    response = client.get(event.share_image_url)
    assert response.status_code == 302 and "/kit/card.png?v=" in response["Location"]
