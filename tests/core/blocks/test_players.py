"""Addresses of videos: hashes and start times are kept, another person's video is never shown."""

import csv
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.blocks.players import add_start_time, find_player, read_clock

CASES = Path(__file__).parents[2] / "real_files" / "cases" / "vimeo-youtube.tsv"
VIMEO, YOUTUBE = (
    "https://player.vimeo.com/video/123456789?dnt=1&autoplay=1",
    "https://www.youtube-nocookie.com/embed/AbCdEfGhIjK?autoplay=1",
)


def test_every_case_of_the_list():
    with CASES.open() as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    for row in rows:
        player = (find_player(row["address"]) or (None, None))[1]
        expected = row["expected"]
        if expected.startswith("refused"):
            assert player is None, row
        elif expected.startswith("starts at"):
            assert player == f"{YOUTUBE}&start={expected.split()[2]}", row
        else:
            secret = expected.split("h=")[1].split(",")[0]
            assert player == f"{VIMEO}&h={secret}", row
    assert len(rows) == 9


@pytest.mark.parametrize(
    ("url", "player"),
    [
        ("https://vimeo.com/123456789", VIMEO),
        ("https://www.vimeo.com/123456789/", VIMEO),
        ("https://vimeo.com/123456789#t=1m35s", f"{VIMEO}#t=95s"),
        ("https://vimeo.com/123456789/abcdef1234#t=95s", f"{VIMEO}&h=abcdef1234#t=95s"),
        ("https://player.vimeo.com/video/123456789?h=abcdef1234&t=2m", f"{VIMEO}&h=abcdef1234#t=120s"),
        ("https://vimeo.com/channels/staffpicks/123456789", VIMEO),
        ("https://vimeo.com/groups/motion/videos/123456789", VIMEO),
        ("https://vimeo.com/showcase/7654321/video/123456789", VIMEO),
        ("https://vimeo.com/user123456", None),
        ("https://vimeo.com/channels/123456789", None),
        ("https://vimeo.com/album/123456789", None),
        ("https://vimeo.com/ondemand/123456789", None),
        ("https://vimeo.com/event/123456789/embed", None),
        ("https://vimeo.com/123456789/abcdef1234/7654321", None),
        ("https://vimeo.com/over-ons", None),
        ("https://www.youtube.com/watch?v=AbCdEfGhIjK", YOUTUBE),
        ("https://m.youtube.com/watch?app=desktop&v=AbCdEfGhIjK", YOUTUBE),
        ("https://music.youtube.com/watch?v=AbCdEfGhIjK", YOUTUBE),
        ("https://www.youtube.com/watch?v=AbCdEfGhIjK&list=PL1&index=3", YOUTUBE),
        ("https://www.youtube.com/live/AbCdEfGhIjK?si=xyz&t=95", f"{YOUTUBE}&start=95"),
        ("https://www.youtube.com/shorts/AbCdEfGhIjK", YOUTUBE),
        ("https://www.youtube.com/embed/AbCdEfGhIjK?start=95", f"{YOUTUBE}&start=95"),
        ("https://www.youtube.com/watch?v=AbCdEfGhIjK#t=1m35s", f"{YOUTUBE}&start=95"),
        ("https://youtu.be/AbCdEfGhIjK?si=abc&t=1h2m3s", f"{YOUTUBE}&start=3723"),
        ("https://youtu.be/AbCdEfGhIjK?t=onzin", YOUTUBE),
        ("https://www.youtube.com/playlist?list=PLabc", None),
        ("https://www.youtube.com/@iemand/AbCdEfGhIjK", None),
        ("https://www.youtube.com/channel/AbCdEfGhIjK", None),
        ("https://www.youtube.com/channel/UCx?v=AbCdEfGhIjK", None),
        ("https://www.youtube.com/results?search_query=x&v=AbCdEfGhIjK", None),
        ("https://www.youtube.com/embed/live_stream?channel=UCabc", None),
        ("https://youtu.be/kort", None),
        ("https://youtu.be/../../x", None),
        ("https://youtube.com.evil.example/watch?v=AbCdEfGhIjK", None),
        ("https://evilyoutube.com/watch?v=AbCdEfGhIjK", None),
        ("https://www.m.www.youtube.com/watch?v=AbCdEfGhIjK", None),
        ("https://vimeo.com@evil.example/123456789", None),
        ("https://iemand@vimeo.com/123456789", None),
        ("https://vimeo.com:8443/123456789", None),
        ("https://evil.example/watch?v=AbCdEfGhIjK", None),
        ("ftp://vimeo.com/123456789", None),
        ("javascript:alert(1)", None),
        ('https://www.youtube.com/watch?v="><script>', None),
    ],
)
def test_addresses(url, player):
    assert (find_player(url) or (None, None))[1] == player


def test_start_of_a_reader_takes_the_place_of_the_address():
    assert add_start_time(f"{YOUTUBE}&start=95", 12) == f"{YOUTUBE}&start=12"
    assert add_start_time(f"{VIMEO}&h=abcdef1234#t=95s", 12) == f"{VIMEO}&h=abcdef1234#t=12s"
    assert add_start_time(VIMEO, None) == VIMEO


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("95", 95), ("95s", 95), ("1m", 60), ("1:35", 95), ("1:02:03", 3723), ("", 0), ("-5", 0), ("x", 0), ("9" * 6, 0)],
)
def test_clocks(value, seconds):
    assert read_clock(value) == seconds


@given(
    st.one_of(
        st.text(max_size=200),
        st.from_regex(r"https://(www\.youtube\.com|youtu\.be|vimeo\.com)/[a-z0-9/?=&#:@.]{0,40}", fullmatch=True),
    )
)
def test_any_address_is_read_or_refused(url):
    found = find_player(url)
    if found:
        parts = urlsplit(found[1])
        assert parts.hostname in {"www.youtube-nocookie.com", "player.vimeo.com"}
        assert set(parse_qs(parts.query)) <= {"autoplay", "dnt", "h", "start"}
