"""Bytes of caption files in the encodings of older programs."""

import pytest

from talkshows.captions.decoding import decode
from talkshows.captions.errors import CaptionError

DUTCH = "Eén café, de coöperatie en België: ‘s-Gravenhage – € 5, “ja”…"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "cp1252", "mac_roman"]
)
@pytest.mark.parametrize(
    "text",
    [
        DUTCH,
        "café",
        "Één hè",
        "“ja” – nee",
        "¿Qué? Straße",
        "vóór de crèche",
        "ÉÉN CAFÉ",
        "’s avonds",
        "1990–2000",
        "én… nee",
    ],
)
def test_western_text(text, encoding):
    assert decode(f"1\n{text}\n".encode(encoding)) == f"1\n{text}\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [("Cześć, dziękuję bardzo", "cp1250"), ("Teşekkürler, bugün", "cp1254"), ("Děkuji, řekněte mi více", "cp1250")]
    + [("Eén café, België, vóór de crèche, reünie", encoding) for encoding in ("cp850", "cp437", "iso8859_15")]
    + [("Het kost € 5", "iso8859_15"), ("Proszę, że źle się stało", "iso8859_2"), ("Dziękuję bardzo, cześć", "cp852"), ("Teşekkürler, bugün", "cp857")]
    + [("Привет, как дела сегодня", encoding) for encoding in ("cp1251", "koi8_r", "cp866", "iso8859_5", "mac_cyrillic")]
    + [("Здравейте, как сте днес", "cp1251"), ("Привіт, як справи сьогодні", "koi8_u")]
    + [("Καλημέρα, τι κάνετε σήμερα", encoding) for encoding in ("cp1253", "iso8859_7", "cp737")]
    + [("שלום, מה שלומך היום", encoding) for encoding in ("cp1255", "iso8859_8")]
    + [("مرحبا بالعالم كيف الحال اليوم", encoding) for encoding in ("cp1256", "iso8859_6")],
)  # fmt: skip
def test_other_languages_of_the_city(text, encoding):
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [("你好，今天我们谈谈社区的问题。", "gb18030"), ("こんにちは、今日は地域の話をします。", "shift_jis"), ("こんにちは", "iso2022_jp"), ("één café", "cp500"),
     ("안녕하세요 오늘은 우리 동네", "euc_kr")],
)  # fmt: skip
def test_letters_that_make_no_words_are_refused(text, encoding):
    with pytest.raises(CaptionError):
        decode(f"00:01.000 --> 00:02.000\n{text}\n".encode(encoding))


def test_lines_of_two_encodings():
    assert decode("één\ncafé\n".encode() + "België\n".encode("cp1252")) == "één\ncafé\nBelgië\n"


@pytest.mark.parametrize("start", [b"{\\rtf1", b"PK\x03\x04", b"%PDF-1.7"])
def test_a_document_is_refused_by_its_name(start):
    with pytest.raises(CaptionError):
        decode(start + b" woorden")
