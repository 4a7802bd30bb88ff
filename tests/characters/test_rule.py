"""The rule of characters: what no output takes is gone, and words stay apart and whole."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from characters.cleaning import clean, clean_data, clean_line, is_invisible

BAD = [
    *map(
        chr,
        [
            *range(9),
            11,
            12,
            *range(14, 32),
            *range(0x7F, 0xA0),
            0x2028,
            0xD800,
            0xDFFF,
            0xFDD0,
            0xFEFF,
            0xFFFE,
            0xFFFF,
            0x1FFFE,
            0x10FFFF,
        ],
    )
]


@pytest.mark.parametrize(
    ("text", "result", "line"),
    [
        ("Wijkavond\x0bdeel twee", "Wijkavond\ndeel twee", "Wijkavond deel twee"),
        ("a\r\nb\rc\td", "a\r\nb\nc\td", "a b c d"),
        ("niet\x1eafbreken", "niet-afbreken", "niet-afbreken"),
        ("af\x1fbreken\x00", "afbreken", "afbreken"),
        ("\x93ja\x94 \x80 5", "“ja” € 5", "“ja” € 5"),
        ("a\x1cb", "a b", "a b"),
        ("\ud83d\ude00 en \ud800", "😀 en ", "😀 en "),
        ("a\ufeff\uffff\U0001fffeb", "ab", "ab"),
        ("één\u200d🙂 \u200fمرحبا", "één\u200d🙂 \u200fمرحبا", "één\u200d🙂 \u200fمرحبا"),
    ],
)
def test_texts(text, result, line):
    assert (clean(text), clean_line(text)) == (result, line)


@settings(max_examples=100, deadline=None)
@given(st.text(st.one_of(st.sampled_from(BAD), st.characters(codec="utf-8"))))
def test_clean_is_complete_and_stays(text):
    found = clean(text)
    assert not any(character in found for character in BAD) and clean(found) == found
    found.encode()


def test_printable_ascii_is_clean_as_it_comes():
    """What comes in does not ask the rule about it."""
    text = "".join(character for character in map(chr, range(128)) if character.isprintable())
    assert (clean(text), clean_line(text)) == (text, text)


def test_data_is_cleaned_inside_and_texts_of_json_too():
    body = json.dumps([{"type": "text", "value": "a\u000bb \ud800é"}])
    assert clean_data({"a\x00": ["b\x0bc", 1, None], "body": body, "title": "[1]"}) == {
        "a": ["b\nc", 1, None], "body": json.dumps([{"type": "text", "value": "a\nb é"}]), "title": "[1]",
    }  # fmt: skip


@pytest.mark.parametrize("text", ["", " ", "\u200b\u200d", "\u2060\ufeff\u00a0", "\u3164\u2800", "\u00ad\u200e"])
def test_invisible(text):
    assert is_invisible(text) and not is_invisible(f"{text}a") and not is_invisible(f"{text}.")
