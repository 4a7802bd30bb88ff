"""An hour of words: the page holds the piece around the moment, every other piece has an address, all stand on one page."""

import re

import pytest

from talkshows.captions.cue import Cue, write_webvtt
from talkshows.captions.transcript import (
    MAX_LINES,
    SECTION_SIZE,
    group_by_chapter,
    make_transcript_lines,
    split_sections,
)
from talkshows.models import CaptionTrack
from tests import factories
from tests.recordings import recorded

pytestmark = pytest.mark.django_db


def make_cues(number: int) -> list[Cue]:
    """Return cues of four seconds, each with a word of its own."""
    return [Cue(at * 4000, at * 4000 + 3900, f"Hier valt woord nummer{at}.", "Spreker") for at in range(number)]


@pytest.fixture(scope="module")
def page(module_db):
    """An episode of an hour, with two chapters."""
    from talkshows.models import Chapter  # noqa: PLC0415 -- settings first

    track = CaptionTrack(language="nl", kind="captions", source=write_webvtt(make_cues(900)))
    chapters = [Chapter(start=0, title="Begin"), Chapter(start=1800, title="Tweede helft")]
    return factories.EpisodePageFactory(**recorded(caption_tracks=[track], chapters=chapters))


def read_lines(text: str) -> set[str]:
    """Return the ids of the lines on a page."""
    return set(re.findall(r'<li id="(t-[\d-]+)"', text))


def test_page_holds_one_piece_and_leads_to_all_others(client, page):
    text = client.get(page.url).text
    shown = read_lines(text)
    assert len(shown) == SECTION_SIZE and "t-0" in shown and text.count("nummer500.") == 0
    rest = re.findall(r'class="words__rest"><a href="(\?t=\d+#(t-\d+))"', text)
    for address, anchor in rest:
        more = client.get(page.url + address.partition("#")[0]).text
        assert anchor in read_lines(more)
        shown |= read_lines(more)
    assert len(shown) == 900
    assert "Tweede helft</h3>" in text


def test_moment_brings_its_own_piece(client, page):
    text = client.get(f"{page.url}?t=2000").text
    assert '<li id="t-2000"' in text and 'id="t-0"' not in text


def test_all_words_on_one_page(client, page):
    text = client.get(page.url).text
    assert 'href="?words=all#said"' in text
    assert len(read_lines(client.get(f"{page.url}?words=all").text)) == 900


def test_short_transcript_stands_there_whole(client, home):
    track = CaptionTrack(language="nl", kind="captions", source=write_webvtt(make_cues(MAX_LINES)))
    page = factories.EpisodePageFactory(**recorded(caption_tracks=[track], chapters=[]))
    text = client.get(page.url).text
    assert len(read_lines(text)) == MAX_LINES and "words__rest" not in text and "words=all" not in text


@pytest.mark.parametrize("second", [None, 0, 3, 1799, 1800, 99999])
def test_no_line_is_lost_and_one_piece_is_open(second):
    parts = group_by_chapter(make_transcript_lines(make_cues(900)), [(1800, "Tweede"), (1801, "Leeg"), (3000, "Derde")])
    pieces = split_sections(parts, second)
    assert [line for piece in pieces for line in piece.lines] == [line for part in parts for line in part.lines]
    assert sum(not piece.collapsed for piece in pieces if piece.lines) == 1
    assert [piece.title for piece in pieces if piece.title] == [part.title for part in parts if part.title]
