"""An hour of words: all stand on the page, folded by chapter, and the moment opens its own."""

import re

import pytest

from talkshows.captions.cue import Cue, write_webvtt
from talkshows.captions.transcript import (
    MAX_LINES,
    fold_sections,
    group_by_chapter,
    make_transcript_lines,
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


def read_parts(text: str) -> list[tuple[bool, set[str]]]:
    """Return (is open, ids of the lines) of each fold."""
    found = re.findall(r'<details class="words__part"( open)?>(.*?)</details>', text, re.DOTALL)
    return [(bool(is_open), read_lines(part)) for is_open, part in found]


def test_page_holds_all_lines_folded_by_chapter(client, page):
    text = client.get(page.url).text
    parts = read_parts(text)
    assert [(is_open, len(lines)) for is_open, lines in parts] == [(False, 450), (False, 450)]
    assert "<h3>Tweede helft</h3> <span>30:00–59:59</span>" in text
    assert text.index('class="prose') < text.index("words__part")  # the summary comes first


def test_moment_opens_its_chapter_alone(client, page):
    parts = read_parts(client.get(f"{page.url}?t=2000").text)
    assert [is_open for is_open, lines in parts] == [False, True] and "t-2000" in parts[1][1]


def test_all_words_open_on_one_page(client, page):
    assert 'href="?words=all#said"' in client.get(page.url).text
    assert all(is_open for is_open, _lines in read_parts(client.get(f"{page.url}?words=all").text))


@pytest.mark.parametrize(("number", "parts"), [(MAX_LINES, 1), (MAX_LINES + 1, 1), (900, 6)])
def test_words_without_chapters_are_folded_by_ten_minutes(client, home, number, parts):
    track = CaptionTrack(language="nl", kind="captions", source=write_webvtt(make_cues(number)))
    page = factories.EpisodePageFactory(**recorded(caption_tracks=[track], chapters=[]))
    found = read_parts(client.get(page.url).text)
    assert len(found) == parts and sum(len(lines) for _open, lines in found) == number


@pytest.mark.parametrize("second", [None, 0, 3, 1799, 1800, 99999])
def test_no_line_is_lost_and_the_moment_is_open(second):
    parts = group_by_chapter(make_transcript_lines(make_cues(900)), [(1800, "Tweede"), (1801, "Leeg"), (3000, "Derde")])
    pieces = fold_sections(parts, second)
    assert [line for piece in pieces for line in piece.lines] == [line for part in parts for line in part.lines]
    assert sum(piece.is_open for piece in pieces) == (second is not None)
    assert [piece.title for piece in pieces if piece.title] == [part.title for part in parts if part.title]
