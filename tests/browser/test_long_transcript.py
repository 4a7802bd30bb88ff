"""An hour of words in a real browser: what is filtered, opened by its second or read on is found though the page holds a piece."""

import pytest

from talkshows.captions.cue import write_webvtt
from talkshows.models import CaptionTrack
from tests import factories
from tests.browser.test_player import until
from tests.recordings import recorded
from tests.talkshows.captions.test_long_transcript import make_cues

pytestmark = [pytest.mark.browser]


@pytest.fixture
def address(transactional_db, live_server, settings):
    """Address of an episode of an hour."""
    settings.SITE_URL = live_server.url
    factories.get_home()
    track = CaptionTrack(language="nl", kind="captions", source=write_webvtt(make_cues(900)))
    return live_server.url + factories.EpisodePageFactory(**recorded(caption_tracks=[track], chapters=[])).url


def count(page) -> int:
    return page.locator(".words__lines li[data-start]").count()


def test_filter_looks_through_all_words(address, browser):
    page = browser.new_page()
    page.goto(address)
    assert count(page) < 100
    page.fill("#words-filter", "nummer777")
    until(page, "document.querySelectorAll('.words__lines li[data-start]').length === 900")
    until(page, "document.querySelectorAll('.words__lines li[data-start]:not([hidden])').length === 1")
    page.close()


def test_reading_on_brings_the_rest_and_starts_no_sound(address, browser):
    page = browser.new_page()
    page.goto(address)
    page.locator(".words__rest a").nth(3).click()
    until(page, "document.querySelectorAll('.words__lines li[data-start]').length === 900")
    until(page, "document.activeElement.closest('li')?.id === 't-640'")
    assert page.evaluate("document.querySelector('video').paused")
    page.close()


def test_line_of_a_shared_address_is_there_without_its_second(address, browser):
    page = browser.new_page()
    page.goto(f"{address}#t-2000")
    until(
        page,
        "document.getElementById('t-2000') && document.getElementById('t-2000').getBoundingClientRect().top < innerHeight",
    )
    page.close()
