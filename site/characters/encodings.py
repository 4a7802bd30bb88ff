"""Text of the bytes of a file: Unicode, or the encodings of older Windows, Mac and DOS programs."""

import re

from characters.alphabets import find_other_script, measure_marks

MAX_SAMPLE = 20_000  # bytes of lines with other letters than ASCII, by which an encoding is chosen
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\0\0", "utf-32"), (b"\0\0\xfe\xff", "utf-32"), (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)  # fmt: skip
_WIDE = ((4, "utf-32-le", (1, 2, 3)), (4, "utf-32-be", (0, 1, 2)), (2, "utf-16-le", (1,)), (2, "utf-16-be", (0,)))
# Of equals the first: Windows, Mac, Eastern and Turkish Windows, what came before Windows, and ISO.
_LEGACY = (
    "cp1252", "mac_roman", "cp1250", "cp1254", "iso8859_15", "cp850", "iso8859_2", "cp852", "cp857", "mac_latin2", "mac_turkish",
)  # fmt: skip
_ESCAPE = b"\x1b$"  # of encodings that change by escapes, such as ISO-2022-JP
_RUN = re.compile(rb"[\x80-\xff]{3}")  # three letters with marks in a row are no Western word
_LINE_ENDS = re.compile(rb"(?<=\n)|(?<=\r)(?!\n)")
# Marks by which the right encoding is known: letters inside words, quotation marks and dashes around them.
_MARKED = "àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿœßąćęłńśźżğışčďěňřťůőűăđșțţ"
_CAPITALS = "ÀÁÂÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÖØÙÚÛÜŁŚŻİŞČŘĆĐ"
_LIKELY = (
    re.compile(f"(?<=[a-z])[{_MARKED}]|[{_MARKED}](?=[a-z])"),
    re.compile(
        f"(?<![^\\W\\d_])[{_CAPITALS}](?=[a-z])|(?<=[A-Z])[{_CAPITALS}](?![a-z])|(?<![a-z])[{_CAPITALS}](?=[{_CAPITALS}]?[A-Z])"
        "|(?<![^\\W\\d_])[àáéèêëöüó](?![^\\W\\d_])"
    ),
    re.compile(
        r"(?<![^\W_])[‘“„«](?=\S)|(?<![^\W_])’(?=\w)|(?<=\w)’(?=\w)|(?<=[^\s\x80-\xa0])[”’»](?![^\W_])|(?<=\s)[–—€](?=\s|\d)"
        r"|(?<=[^\W_])[–—](?=[^\W_])|…|(?<=\d)[ \xa0]?[€°]|(?<=[m\d])[²³]|•(?=\s)|\xa0"
    ),
)
_NEUTRAL = re.compile(r"[šžŠŽ°²³½¼¾£§©®™•×±µ€–—…“”‘’«»„¡¿\u00a0ªº¹·†]")
_UNLIKELY = re.compile(
    r"[a-z][ÀÁÂÃÄÅÇÆÈÉÊËÌÍÎÏÑÒÓÔÖØÙÚÛÜŸŽŠŒ]|[^\W\d_][^\w\s\x00-\x7f’‐‑–—…·\xad][^\W\d_]|[\x80-\x9f\u2500-\u259f\ue000-\uf8ff]"
    r"|[a-z][‚„ˆ‰‹›˜†‡¢£¤¥¦¬¯¸¨´ª](?!\w)|[a-z]ƒ|ƒ[a-z]|[a-z][¹³¿ðþÐÞÝ]|[¹³¿][a-z]|(?<![^\W\d_])[ðþ]|œ(?!u)|¤|£[^\W\d_]"
)


class UnreadableTextError(ValueError):
    """No encoding gives words."""


def decode_text(data: bytes) -> str:
    """Return the text of a file; raise UnreadableTextError when no encoding gives words."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_as(data, encoding)
    if _ESCAPE in data:
        raise UnreadableTextError
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
        raise UnreadableTextError
    return text


def _find_wide(data: bytes) -> str:
    """Return the name of UTF-16 or UTF-32 without a mark: of the bytes of Latin letters all but one are zero; "" for others."""
    sample = data[: 4096 & ~3]
    for width, name, zeros in _WIDE:
        count = len(sample) // width
        if count and all(sample[place::width].count(0) > count * 0.4 for place in zeros):
            return name
    return ""


def _decode_lines(data: bytes) -> str:
    """Decode a file that is not UTF-8: its lines as UTF-8 where most of them are, else in the likeliest older encoding."""
    marked = [line for line in _LINE_ENDS.split(data) if not line.isascii()]
    if sum(map(_is_utf8, marked)) > len(marked) / 2:
        return "".join(
            line.decode("utf-8") if _is_utf8(line) else line.decode(_LEGACY[0], "replace")
            for line in _LINE_ENDS.split(data)
        )
    sample = b"".join(marked)[:MAX_SAMPLE]
    if _RUN.search(sample) and (other := find_other_script(sample)) and (text := _try(data, other)) is not None:
        return text
    found = [(text, name) for name in _LEGACY if _try(data, name) is not None and (text := _try(sample, name))]
    best, name = max(found, key=lambda one: (_score(one[0]), *measure_marks(one[0])), default=("", ""))
    if not best or _score(best) < 0 or not _is_explained(best):
        raise UnreadableTextError
    return data.decode(name)


def _is_utf8(line: bytes) -> bool:
    return _try(line, "utf-8") is not None


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _score(text: str) -> int:
    """Return how much a decoded text looks like words of a Western language; below zero it does not."""
    likely = sum(len(pattern.findall(text)) for pattern in _LIKELY)
    return likely - 2 * len(_UNLIKELY.findall(text))


def _is_explained(text: str) -> bool:
    """Return whether at least half of the letters and signs that are not ASCII stand where words have them."""
    known = sum(len(pattern.findall(text)) for pattern in _LIKELY)
    rest = sum(1 for letter in text if not letter.isascii() and not _NEUTRAL.match(letter))
    return known * 2 >= rest
