"""Ninety minutes of words in a real browser: folded, a few stops of Tab, and every way to a line opens its chapter."""

import gzip
import random
from pathlib import Path

import pytest

from talkshows.captions.cue import Cue, write_webvtt
from talkshows.models import CaptionTrack, Chapter
from tests import factories
from tests.browser.test_player import until
from tests.recordings import recorded

pytestmark = [pytest.mark.browser]
WORDS = Path("docs/redactie.md").read_text(encoding="utf-8").split()  # as varied as people talk, in no order
PHONE = {"width": 360, "height": 740}
TOPICS = [
    "Welkom",
    "De vraag van de wijk",
    "Wat studenten zagen",
    "Pauze",
    "De zaal vraagt",
    "Plannen",
    "Geld",
    "Tot slot",
]


def make_talk() -> dict:
    """Return captions of 1,200 lines in eight chapters, each line of other words."""
    draw = random.Random(16)
    cues = [
        Cue(
            at * 4500,
            at * 4500 + 4300,
            f"{' '.join(draw.choices(WORDS, k=10))} nummer{at}.",
            ("Anna", "Bo")[at // 7 % 2],
        )
        for at in range(1200)
    ]
    chapters = [Chapter(start=at * 675, title=title) for at, title in enumerate(TOPICS)]
    return {
        "caption_tracks": [CaptionTrack(language="nl", kind="captions", source=write_webvtt(cues))],
        "chapters": chapters,
    }


@pytest.fixture
def address(transactional_db, live_server, settings):
    """Address of the episode."""
    settings.SITE_URL = live_server.url
    factories.get_home()
    return live_server.url + factories.EpisodePageFactory(**recorded(**make_talk())).url


def focused(page) -> str:
    return page.evaluate("document.activeElement.closest('li')?.id ?? document.activeElement.tagName")


def test_talk_of_ninety_minutes(address, browser, client):
    html = client.get(f"/{address.split('/', 3)[3]}").content
    assert len(gzip.compress(html, 6)) <= 60_000, len(gzip.compress(html, 6))
    page = browser.new_context(viewport=PHONE).new_page()
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollHeight") <= 6000
    until(page, "!document.querySelector('.words__tools').hidden")
    stops = page.evaluate(
        "[...document.querySelectorAll('.spoken :is(a, button, input, summary)')]"
        ".filter((one) => one.tabIndex >= 0 && one.checkVisibility()).length"
    )
    assert stops <= 12, stops
    # One stop of Tab, arrow keys inside.
    page.focus(".words__part summary")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    assert page.locator(".words__part[open]").count() == 1 and focused(page) == "SUMMARY"
    page.keyboard.press("ArrowDown")
    assert focused(page) == "t-675"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.words__lines')") is None
    page.keyboard.press("Shift+Tab")
    assert focused(page) == "t-679"
    page.keyboard.press("ArrowLeft")
    assert focused(page) == "SUMMARY" and page.locator(".words__part[open]").count() == 0
    # The filter looks through all, opens what has a hit, and folds again.
    page.fill("#words-filter", "nummer777")
    until(page, "document.querySelectorAll('.words__lines li[data-start]:not([hidden])').length === 1")
    assert page.locator("#t-3496").is_visible() and page.locator(".words__part:visible").count() == 1
    page.fill("#words-filter", "")
    until(page, "document.querySelectorAll('.words__part[open]').length === 0")
    assert page.locator(".words__part:visible").count() == len(TOPICS)


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("to", ["?t=2002#t-1998", "#t-1998", "#:~:text=nummer444"])
def test_every_way_to_a_line_opens_its_chapter(address, browser, script, to):
    page = browser.new_context(viewport=PHONE, java_script_enabled=script).new_page()
    page.goto(f"{address}{to}")
    line = page.locator("#t-1998")
    line.wait_for(state="visible")
    page.wait_for_timeout(200)
    assert 0 <= line.bounding_box()["y"] < PHONE["height"]
    if "text=" not in to:
        flag = page.locator(".skip").first.evaluate("(one) => getComputedStyle(one).backgroundColor")
        assert line.evaluate("(one) => getComputedStyle(one).backgroundColor") == flag
    page.context.close()
