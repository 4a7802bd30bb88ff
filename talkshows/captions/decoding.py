"""Text of the bytes of a caption file: Unicode, or the encodings of older Windows and Mac programs."""

import re

from charset_normalizer import from_bytes
from django.utils.translation import gettext_lazy as _

from talkshows.captions.errors import CaptionError

MAX_SIZE = 4 * 1024 * 1024  # bytes; two hours of speech are about 150 KB
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_LEGACY = ("cp1252", "mac_roman", "cp1250", "cp1254")  # of equals the first
_OTHER_SCRIPTS = ["cp1251", "koi8_u", "koi8_r", "cp1256", "cp1253", "cp1255", "mac_cyrillic"]
_RUN = re.compile(r"[^\W\d_a-zA-Z]{3}")  # three letters with marks in a row are no Western word
_UNREADABLE = _("the letters in this file cannot be read; save it as UTF-8")
_DOCUMENTS = ((b"{\\rtf", "RTF"), (b"PK\x03\x04", "ZIP/DOCX"), (b"%PDF", "PDF"), (b"\xd0\xcf\x11\xe0", "DOC"))
_NOT_TEXT = _("this file is %(kind)s, and captions are plain text; save them as WebVTT (.vtt) or SubRip (.srt)")
_LINE_ENDS = re.compile(rb"(?<=\n)|(?<=\r)(?!\n)")
# Marks by which the right encoding is known: letters inside words, quotation marks and dashes around them.
_MARKED = "àáâãäåæçèéêëìíîïñòóôõöøùúûüÿœßąćęłńśźżğış"
_INSIDE = re.compile(f"[a-z][{_MARKED}]|[{_MARKED}][a-z]")
_AT_START = re.compile(r"(?<![^\W\d_])[ÀÁÂÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÖØÙÚÛÜŁŚŻİŞ](?=[a-z])|(?<![^\W\d_])[àáéèêëöüó](?![^\W\d_])")
_SIGNS = re.compile(
    r"(?<=\w)[’](?=\w)|[“„‘«](?=\w)|(?<=[\w.!?,])[”’»]|(?<=\s)[–—€](?=\s|\d)|(?<=[A-Za-z])…|\d\s?€|\u00a0"
)
_UNLIKELY = re.compile(
    r"[a-z][ÀÁÂÃÄÅÈÉÊËÌÍÎÏÑÒÓÔÖÙÚÛÜŸŽŠ]|[^\W\d_][‘“„†‡•™ˆ˜¯ˇ˘˙˚¸˝˛◊∞∂∑∏π∫Ω√≈∆ﬁﬂ¢£¤¥¦§¨©ª¬®±²³´µ¶·¹º¼½¾][^\W\d_]|[\x80-\x9f]"
    r"|[a-z][¹³¿ðþýÐÞÝ]|[¹³¿][a-z]|(?<![^\W\d_])[ðþ]|œ(?!u)"
)


def decode(data: bytes) -> str:
    """Return the text of a caption file; raise CaptionError when it is too large, no text or in an unknown encoding."""
    if len(data) > MAX_SIZE:
        raise CaptionError([(0, _("this file is too large for captions"))])
    for start, kind in _DOCUMENTS:
        if data.startswith(start):
            raise CaptionError([(0, _NOT_TEXT % {"kind": kind})])
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_as(data, encoding)
    if encoding := _find_wide(data):
        return _decode_as(data, encoding)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_lines(data)


def _decode_as(data: bytes, encoding: str) -> str:
    """Decode by the mark of the file; what its last character lost when the file was cut short is replaced."""
    text = data.decode(encoding, "replace")
    if text.count("\ufffd") > max(1, len(text) // 100):
        raise CaptionError([(0, _UNREADABLE)])
    return text


def _find_wide(data: bytes) -> str:
    """Return the name of UTF-16 without a mark: every other byte of Latin text is zero."""
    sample = data[: 4096 & ~1]
    half = len(sample) // 2
    if half and sample[1::2].count(0) > half * 0.4:
        return "utf-16-le"
    return "utf-16-be" if half and sample[::2].count(0) > half * 0.4 else ""


def _decode_lines(data: bytes) -> str:
    """Decode a file that is not UTF-8: its lines as UTF-8 where most of them are, else in the likeliest older encoding."""
    marked = [line for line in _LINE_ENDS.split(data) if not line.isascii()]
    valid = sum(_is_utf8(line) for line in marked)
    found = [(_score(text), text) for name in _LEGACY if (text := _try(data, name)) is not None]
    if not found:
        raise CaptionError([(0, _UNREADABLE)])
    score, best = max(found, key=lambda one: one[0])
    if valid > len(marked) / 2:
        encoding = _LEGACY[0]
        return "".join(
            line.decode("utf-8") if _is_utf8(line) else line.decode(encoding, "replace")
            for line in _LINE_ENDS.split(data)
        )
    if _RUN.search(best) and (other := from_bytes(data, cp_isolation=_OTHER_SCRIPTS).best()) is not None:
        return str(other)
    if score < 0:
        raise CaptionError([(0, _UNREADABLE)])
    return best


def _is_utf8(line: bytes) -> bool:
    return _try(line, "utf-8") is not None


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _score(text: str) -> int:
    """Return how much a decoded text looks like words of a Western language; below zero it does not."""
    likely = sum(len(pattern.findall(text)) for pattern in (_INSIDE, _AT_START, _SIGNS))
    return likely - 2 * len(_UNLIKELY.findall(text))
