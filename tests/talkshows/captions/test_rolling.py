"""Lines that roll are kept once; words that are said twice stay."""

from talkshows.captions.cue import Cue
from talkshows.captions.rolling import unroll


def texts(*cues) -> list[str]:
    """Return the texts after unrolling cues of one second each, or of the given (length, text)."""
    rows, at = [], 0
    for one in cues:
        length, text = one if isinstance(one, tuple) else (1000, one)
        rows.append((1, Cue(at, at + length, text)))
        at += length
    return [cue.text for _number, cue in unroll(rows)[0]]


def test_youtube():
    assert texts("a b", (10, "a b"), "a b\nc d", (10, "c d"), "c d\nja ja", (10, "ja ja")) == ["a b", "c d", "ja ja"]


def test_roll_up_of_three_lines():
    assert texts("a", "a\nb", "a\nb\nc", "b\nc\nd") == ["a", "b", "c", "d"]


def test_growing_sentences():
    assert texts("goed", "goed zo", "goed zo allemaal", "ja", "ja dus") == ["goed zo allemaal", "ja dus"]


def test_what_is_said_twice_stays():
    assert texts("Nee.", "Nee.", "Nee.") == ["Nee.", "Nee.", "Nee."]
    assert texts("a\nb", "c", "c\nd", "e", "f", "g") == ["a\nb", "c", "c\nd", "e", "f", "g"]


def test_a_line_that_is_said_again_in_a_rolling_file_stays():
    assert texts("ja", "ja\nnee", "nee\nnee", "nee\ngoed") == ["ja", "nee", "nee", "goed"]


def test_kept_lines_end_before_the_next():
    cues = [(1, Cue(0, 5000, "a")), (2, Cue(2000, 7000, "a\nb")), (3, Cue(4000, 9000, "b\nc"))]
    assert [(cue.start, cue.end) for _number, cue in unroll(cues)[0]] == [(0, 2000), (2000, 4000), (4000, 9000)]
