"""Lines, their addresses, chapters and windows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkshows.captions.cue import Cue
from talkshows.captions.transcript import (
    find_line_index,
    group_by_chapter,
    make_transcript_lines,
    parse_start_time,
    split_into_windows,
)
from tests.recordings import DUTCH


def test_a_further_line_in_the_same_second_has_a_number():
    lines = make_transcript_lines(
        [Cue(95_000, 95_400, "a"), Cue(95_400, 95_900, "b"), Cue(95_900, 97_000, "c"), Cue(96_000, 97_000, "d")]
    )
    assert [line.anchor for line in lines] == ["t-95", "t-95-2", "t-95-3", "t-96"]
    assert [line.start for line in lines] == ["95", "95.4", "95.9", "96"]
    assert lines[1].relative_url == "?t=95#t-95-2"


def test_speaker_stands_at_the_turn_and_holds_until_the_next():
    lines = make_transcript_lines(
        [Cue(0, 1, "a", "Anna"), Cue(1, 2, "b"), Cue(2, 3, "c", "Anna"), Cue(3, 4, "d", "Bo")]
    )
    assert [line.turn for line in lines] == [True, False, False, True]
    assert [line.speaker for line in lines] == ["Anna", "Anna", "Anna", "Bo"]


@pytest.mark.parametrize(
    ("second", "anchor"), [(0, "t-0"), (5, "t-0"), (6, "t-6"), (94, "t-47"), (95, "t-95"), (734, "t-120")]
)
def test_moment_is_the_last_line_that_starts_before_the_next_second(second, anchor):
    lines = make_transcript_lines(DUTCH)
    assert lines[find_line_index(lines, second)].anchor == anchor


def test_moment_before_the_first_word_is_no_line():
    assert find_line_index(make_transcript_lines([Cue(5000, 6000, "x")]), 4) is None


@pytest.mark.parametrize("value", ["", "x", "-1", "1.5", "1e3", "٣", "9999999", "1 ", "0x1", "NaN"])
def test_what_is_no_number_of_seconds_is_no_moment(value):
    assert parse_start_time(value) is None


def test_chapters_divide_the_lines():
    parts = group_by_chapter(make_transcript_lines(DUTCH), [(95, "Zonnebloemen"), (10, "Tafel")])
    assert [(part.title, [line.anchor for line in part.lines][:2]) for part in parts] == [
        ("", ["t-0", "t-6"]), ("Tafel", ["t-14", "t-40"]), ("Zonnebloemen", ["t-95", "t-101"]),
    ]  # fmt: skip
    assert parts[1].relative_url == "?t=10#t-14"


def seconds(*texts: str, each: int = 5) -> list:
    """Return lines of `each` seconds."""
    return make_transcript_lines([Cue(at * each * 1000, (at + 1) * each * 1000, text) for at, text in enumerate(texts)])


def test_window_ends_with_a_sentence():
    found = list(
        split_into_windows(
            seconds("Een zin", "die duurt.", "En nog een", "die ook", "lang duurt.", "Derde", "zin", "hier.", "Slot.")
        )
    )
    assert [[line.plain_text for line in window][-1] for window in found] == ["lang duurt.", "Slot."]
    assert all(20 <= (window[-1].cue.end - window[0].cue.start) / 1000 <= 30 for window in found)


def test_window_that_would_cut_a_sentence_ends_before_it():
    found = list(
        split_into_windows(
            seconds("Kort.", "Nu komt", "een heel", "lange zin", "die maar", "niet ophoudt", "tot hier.", "Slot.")
        )
    )
    assert [window[-1].plain_text for window in found] == ["Kort.", "tot hier.", "Slot."]


def test_without_sentences_a_window_still_ends():
    found = list(split_into_windows(seconds(*["woorden zonder eind"] * 40)))
    assert all((window[-1].cue.end - window[0].cue.start) / 1000 <= 65 for window in found) and len(found) > 2


@given(
    st.lists(
        st.tuples(st.integers(0, 40_000), st.integers(1, 20_000), st.sampled_from(["woord", "zin.", "vraag?"])),
        max_size=40,
    )
)
def test_windows_lose_no_line(rows):
    at, cues = 0, []
    for gap, lasts, text in rows:
        at += gap
        cues.append(Cue(at, at + lasts, text))
    lines = make_transcript_lines(cues)
    assert [line for window in split_into_windows(lines) for line in window] == lines
    assert all(window for window in split_into_windows(lines))
