"""Caption files as programs write them: the samples of the ordinary run, and single cases with the right answer."""

from pathlib import Path

import pytest

from talkshows.captions import parser
from tests.real_files import captions

CASES = Path(__file__).parent / "cases"


def read(name: str) -> list[str]:
    return [cue.plain_text for cue in parser.parse(parser.decode((CASES / name).read_bytes())).cues]


def test_no_word_is_lost_and_nothing_crashes():
    assert captions.judge_samples(captions.make_samples(seed=7, count=40)) == []


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("youtube-auto.vtt", ["goedenavond allemaal", "welkom in de wijk"]),
        ("hoekhaken.srt", ["Mail <info@voorbeeld.nl> voor vragen", "huur < 700 euro en kamers > 20 m2"]),
        ("punt.srt", ["punt in plaats van komma"]),
        ("ass-codes.srt", ["boven in beeld"]),
        ("witregel-na-tijd.vtt", ["Een", "Twee"]),
    ],
)
def test_small_cases(name, lines):
    assert read(name) == lines
