"""Bytes of caption files in the encodings of older programs."""

import pytest

from talkshows.captions.decoding import decode
from talkshows.captions.errors import CaptionError

DUTCH = "Eén café, de coöperatie en België: ‘s-Gravenhage – € 5, “ja”…"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman"])
@pytest.mark.parametrize("text", [DUTCH, "café", "Één hè", "“ja” – nee", "¿Qué? Straße", "vóór de crèche"])
def test_western_text(text, encoding):
    assert decode(f"1\n{text}\n".encode(encoding)) == f"1\n{text}\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [("Cześć, dziękuję bardzo", "cp1250"), ("Teşekkürler, bugün", "cp1254"), ("Привет, как дела сегодня", "cp1251")],
)
def test_other_languages_of_the_city(text, encoding):
    assert decode(text.encode(encoding)) == text


def test_lines_of_two_encodings():
    assert decode("één\ncafé\n".encode() + "België\n".encode("cp1252")) == "één\ncafé\nBelgië\n"


@pytest.mark.parametrize("start", [b"{\\rtf1", b"PK\x03\x04", b"%PDF-1.7"])
def test_a_document_is_refused_by_its_name(start):
    with pytest.raises(CaptionError):
        decode(start + b" woorden")
