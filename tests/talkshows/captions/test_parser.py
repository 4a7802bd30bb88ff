"""Caption files: read whole or refused with the line, whatever comes in."""

import contextlib
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talkshows.captions import parser
from talkshows.captions.cue import Cue, format_time, parse_time, write_text, write_webvtt
from talkshows.captions.speakers import find_name

EXAMPLES = int(os.environ.get("MAX_EXAMPLES", "200"))
many = settings(max_examples=EXAMPLES, deadline=None)

WORDS = st.text(
    st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"], exclude_characters="\\"),
    min_size=1,
    max_size=40,
)
TEXT = (
    st.lists(WORDS.map(lambda text: " ".join(text.split())).filter(bool), min_size=1, max_size=3)
    .map("\n".join)
    .filter(
        lambda text: not any(find_name(line)[0] for line in text.split("\n"))  # which is read as the speaker
    )
)
NAME = st.one_of(st.just(""), WORDS.map(lambda text: " ".join(text.split())))
CUES = st.lists(
    st.builds(
        lambda start, lasts, text, name: Cue(start, start + lasts, text, name),
        st.integers(0, 90 * 3600 * 1000), st.integers(1, 600_000), TEXT, NAME,
    ),
    min_size=1, max_size=12,
).map(lambda cues: sorted(cues, key=lambda cue: cue.start))  # fmt: skip
PIECES = st.sampled_from([
    "WEBVTT", "\n", "\r\n", "\n\n", "00:01.000 --> 00:02.000", "00:00:01,000 --> 00:00:02,000", "-->", "NOTE", "STYLE", "1", "<v Anna>",
    "<v", "</v>", "&amp;", "&#0;", "&#xD800;", "\x00", "\ufeff", "-00:01.000 --> 00:02.000", "99:99:99.999 --> 99:99:99.999", "Hoi.", "\x1c", "\u2028",
    "00:02.000 --> 00:01.000", "<00:00:01.000>", "<c.geel>", "&", "<", ">",
])  # fmt: skip
MESS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=30).map("".join))


def problems(text: str) -> list[int]:
    """Return the line numbers that are refused."""
    with pytest.raises(parser.CaptionError) as refused:
        parser.parse(text)
    return [line for line, _what in refused.value.problems]


@many
@given(MESS)
def test_any_text_is_read_or_refused(text):
    try:
        parsed = parser.parse(text)
    except parser.CaptionError as error:
        assert error.problems
        return
    assert all(0 <= cue.start < cue.end and cue.text for cue in parsed.cues) and parsed.cues
    assert "\x00" not in write_webvtt(parsed.cues)


@many
@given(st.one_of(st.binary(max_size=300), MESS.map(lambda text: text.encode("utf-16", "surrogatepass"))))
def test_any_bytes_are_read_or_refused(data):
    try:
        parser.parse(parser.decode(data))
    except parser.CaptionError as error:
        assert error.problems


@many
@given(CUES)
def test_what_is_written_is_read_back(cues):
    assert parser.parse(write_webvtt(cues)).cues == cues


TITLE = st.one_of(
    st.sampled_from(["Anna Bos: wonen", "Bo de Vries: water", "Wonen", "Wonen in Laak", "Vraag: hoe nu?"]),
    WORDS.map(lambda text: " ".join(text.split())).filter(bool),
)


@many
@given(st.lists(TITLE, min_size=1, max_size=6), NAME)
def test_what_is_not_spoken_keeps_all_its_words(titles, name):
    cues = [Cue(at * 1000, (at + 1) * 1000, title) for at, title in enumerate(titles)]
    assert parser.parse(write_webvtt(cues), is_spoken=False).cues == cues
    voiced = [Cue(cue.start, cue.end, cue.text, name) for cue in cues]
    said = [f"{name}: {cue.text}" if name else cue.text for cue in cues]
    assert [cue.text for cue in parser.parse(write_webvtt(voiced), is_spoken=False).cues] == said


@many
@given(CUES, st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]), st.sampled_from(["\n", "\r\n", "\r"]))
def test_encoding_and_line_ends_do_not_matter(cues, encoding, ending):
    data = write_webvtt(cues).replace("\n", ending).encode(encoding)
    assert parser.parse(parser.decode(data)).cues == cues


@many
@given(CUES)
def test_subrip_says_the_same(cues):
    plain = [Cue(cue.start, cue.end, "Zin " + str(at)) for at, cue in enumerate(cues)]
    blocks = write_webvtt(plain).split("\n\n")[1:]
    subrip = "\n\n".join(f"{at}\n" + block.replace(".", ",", 2) for at, block in enumerate(blocks, start=1))
    assert parser.parse(subrip).cues == plain


@many
@given(
    st.lists(st.lists(st.integers(0, 12).map(str), min_size=1, max_size=3), min_size=1, max_size=6),
    st.sampled_from(["", "\n", "\n\n", "\r\n"]),
    st.booleans(),
    st.booleans(),
)
def test_numbers_that_are_spoken_are_words(said, ending, is_numbered, is_webvtt):
    """Also the last one, which may be the number that a next cue would have."""
    cues = [Cue(at * 1000, (at + 1) * 1000, "\n".join(lines)) for at, lines in enumerate(said)]
    head, *blocks = write_webvtt(cues).rstrip("\n").split("\n\n")
    if is_numbered or not is_webvtt:
        blocks = [f"{number}\n{block}" for number, block in enumerate(blocks, start=1)]
    text = "\n\n".join([head, *blocks] if is_webvtt else blocks) + ending
    parsed = parser.parse(text, is_spoken=False)
    assert (parsed.cues, parsed.warnings) == (cues, [])


@many
@given(st.integers(0, 360_000))
def test_time_is_read_as_it_is_written(seconds):
    assert parse_time(format_time(seconds)) == seconds


@many
@given(st.text(max_size=20))
def test_any_time_is_seconds_or_refused(words):
    with contextlib.suppress(ValueError):
        assert 0 <= parse_time(words) <= 360_000


def test_windows_1252_is_recognised():
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\nDe coöperatie in één café: „ruïne” – € 5"
    assert parser.decode(text.encode("cp1252")) == text


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [0]),
        ("Hallo", [1]),
        ("\n\nHallo", [3]),
        ("WEBVTT", [0]),
        ("WEBVTT\n\n-00:01.000 --> 00:02.000\nx", [3]),
        ("WEBVTT\n\n00:01,x --> 00:02\nx\n\n00:05.000 --> 00:04.000\ny", [3, 6]),
        ("WEBVTT\n\nlosse woorden\n\n00:01.000 --> 00:02.000\nx", [3]),
        ("1\n00:00:01:12 --> 00:00:04:01\nx", [2]),
        ("100:00:01.000 --> 100:00:02.000\nx", [1]),
        ("Intro\n00:00:01,000 --> 00:00:02,000\nx", [1]),
        ("WEBVTT\n\n00:61.000 --> 00:62.000\nx", [3]),
        ("1\n00:00:02,000 --> 00:00:01,000\nx", [2]),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_line(text, lines):
    assert problems(text) == lines


def test_overlap_and_disorder_are_kept_and_told():
    parsed = parser.parse("WEBVTT\n\n00:03.000 --> 00:05.000\nlater\n\n00:01.000 --> 00:04.000\neerder")
    assert [cue.text for cue in parsed.cues] == ["eerder", "later"]
    assert [line for line, _what in parsed.warnings] == [3, 0]


def test_voices_entities_and_tags():
    block = "WEBVTT\n\nkop\n00:01.000 --> 00:04.000 align:start\n<v.luid Anna &amp; Bo>Wonen &lt;en&gt; <i>werken</i>\n<v Cor>Ja."
    assert parser.parse(block).cues == [
        Cue(1000, 4000, "Wonen <en> werken", "Anna & Bo"), Cue(1000, 4000, "Ja.", "Cor"),
    ]  # fmt: skip


def test_plain_text_has_a_paragraph_per_turn():
    cues = [Cue(0, 900, "Dag.", "Anna"), Cue(1000, 1900, "Welkom."), Cue(95_000, 96_000, "Dank je.", "Bo")]
    assert write_text(cues, "Avond") == "Avond\n\n[0:00] Anna: Dag. Welkom.\n\n[1:35] Bo: Dank je.\n"


def test_file_without_times_names_how_both_kinds_write_them():
    with pytest.raises(parser.CaptionError) as refused:
        parser.parse("\n1\n00.00.01 tot 00.00.04\nGoedenavond\n")
    line, what = refused.value.problems[0]
    assert line == 2 and "00:00:01,000 --> 00:00:04,000" in str(what) and "WEBVTT" in str(what)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<tt xmlns='http://www.w3.org/ns/ttml'><p begin='1s'>x</p></tt>", "TTML"),
        ("[Script Info]\nTitle: x", "ASS"),
        ("[00:12.00]woorden", "LRC"),
        ("{0}{25}woorden", "MicroDVD"),
        ('{"segments": []}', "JSON"),
    ],
)
def test_a_format_that_is_not_read_is_named(text, kind):
    with pytest.raises(parser.CaptionError) as refused:
        parser.parse(text)
    line, what = refused.value.problems[0]
    assert line == 1 and kind in str(what) and ".vtt" in str(what)


def read(text: str) -> tuple[list[tuple], list[int]]:
    """Return (speaker, text) of the cues, and the lines of the warnings."""
    parsed = parser.parse(text)
    return [(cue.speaker, cue.text) for cue in parsed.cues], [line for line, _what in parsed.warnings]


ONE = "WEBVTT\n\n00:01.000 --> 00:02.000\n"


@pytest.mark.parametrize(
    ("text", "cues", "warned"),
    [
        ("WEBVTT\n00:01.000 --> 00:02.000\nx", [("", "x")], []),
        ("1\n00: 00: 01, 000 -> 00: 00: 04, 000\nx", [("", "x")], []),
        ("1\n00:00:01:500 → 00:00:04:000\nx", [("", "x")], []),
        ("0:00:01.000,0:00:02.000\nhoi[br]daar", [("", "hoi\ndaar")], []),
        ("\u202b1\n\u202b00:00:01,000 --> 00:00:03,000\nx", [("", "x")], []),
        (f"{ONE}x\n2\n00:02.000 --> 00:03.000\ny", [("", "x\n2"), ("", "y")], []),
        ("1\n00:00:01,000 --> 00:00:02,000\nx\n2\n00:00:02,000 --> 00:00:03,000\ny", [("", "x"), ("", "y")], []),
        (
            "1\n00:00:01,000 --> 00:00:02,000\n\n2024\n\n2\n00:00:02,000 --> 00:00:03,000\ny",
            [("", "2024"), ("", "y")],
            [4],
        ),
        ("1\n00:00:01,000 --> 00:00:02,000\nWelk huis?\n2", [("", "Welk huis?\n2")], []),
        ("1\n00:00:01,000 --> 00:00:02,000\nx\n\n2\n", [("", "x")], [5]),
        ("1\n00:00:01,000 --> 00:00:02,000\n\n2\n", [("", "2")], [4]),
        (f"{ONE}x\n\nlosse woorden", [("", "x\nlosse woorden")], [6]),
        ("WEBVTT\n\nIntro van de avond\n00:01.000 --> 00:02.000\nx", [("", "x")], [3]),
        ("WEBVTT\n\n00:01.000 --> 00:02.000 Hallo\ndaar", [("", "Hallo\ndaar")], [3]),
        ("WEBVTT\n\n00:01.000 --> 00:01.000\nx", [("", "x")], [3]),
        (
            "WEBVTT\n\nNOTE\neen opmerking\n\nSTYLE\n::cue {}\n\n00:01.000 --> 00:02.000\nNOTEER dit",
            [("", "NOTEER dit")],
            [],
        ),
        (f"{ONE}van a --> b", [("", "van a --> b")], []),
    ],
)
def test_what_writers_do_is_read_and_told(text, cues, warned):
    assert read(text) == (cues, warned)
