"""The page that explains how to listen, and the feed that a browser shows as text."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import etree, html

from tests import factories
from tests.recordings import recorded

pytestmark = pytest.mark.django_db


def test_page_names_the_feed_and_the_recordings(client, home):
    assert "Er zijn nog geen opnames." in client.get("/podcast/").text
    episode = factories.EpisodePageFactory(title="Samenleven", **recorded())
    text = client.get("/podcast/").text
    assert "/feeds/podcast.xml</code>" in text and f'<a href="{episode.url}#said">' in text
    (player,) = html.fromstring(text).xpath("//audio[@controls]")
    assert player.get("src") == episode.recording_file.url and player.get("preload") == "none"
    assert html.fromstring(text).get_element_by_id(player.get("aria-labelledby")).text_content() == "Samenleven"
    (link,) = html.fromstring(client.get(episode.url).text).xpath("//a[.='Alleen luisteren']/@href")
    assert link == f"/podcast/#{player.get('aria-labelledby')}"
    assert "/en/feeds/podcast.xml</code>" in client.get("/en/podcast/").text
    with CaptureQueriesContext(connection) as one:
        client.get("/podcast/")
    for number in (2, 3):
        factories.EpisodePageFactory(title=f"Avond {number}", slug=f"avond-{number}", **recorded())
    with CaptureQueriesContext(connection) as three:
        client.get("/podcast/")
    assert len(three) <= len(one)


@pytest.mark.parametrize("path", ["/feeds/alles.xml", "/feeds/podcast.xml", "/zoeken/feed/?q=avond"])
def test_feed_has_a_look_for_browsers(client, home, path):
    factories.EpisodePageFactory(title="Avond <&> meer", **recorded())
    tree = etree.fromstring(client.get(path).content)
    sheets = list(tree.getroottree().xpath("/processing-instruction('xml-stylesheet')"))
    assert [dict(sheet.attrib)["type"] for sheet in sheets] == ["text/css"]
    assert dict(sheets[0].attrib)["href"].startswith("/static/css/feed")
