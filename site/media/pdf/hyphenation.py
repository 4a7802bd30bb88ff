"""Normalises text of PDFs: ligatures, invisible characters, and hyphens at the end of a line.

Does not use Django: it runs in the child process of `media.pdf.worker`.
"""

import re
import unicodedata

HYPHEN_MARK = "\ufffe"  # PDFium's mark for a hyphen, hard or soft, at the end of a line
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st",
              0x132: "IJ", 0x133: "ij"}  # fmt: skip
_SPACES = dict.fromkeys((9, 160, 5760, *range(8192, 8203), 8239, 8287, 12288), " ")
_GONE = dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(127, 160), 173, *range(8203, 8208), *range(8234, 8239), *range(8288, 8304), 65279, 65533))  # fmt: skip
_TABLE = {**_LIGATURES, **_SPACES, **_GONE}
_PRIVATE = re.compile(r"[\ud800-\udfff\ue000-\uf8ff\ufff0-\ufffb\uffff\U000f0000-\U0010ffff]")
# Words before which a hyphen stays: "in- en uitstroom", "zorg- of welzijnswerk".
SUSPENDED = {"en", "of", "als", "tot", "noch", "and", "or", "to", "und"}
# First parts that keep their hyphen: abbreviations and prefixes.
_KEEPS = {"hbo", "mbo", "wo", "vmbo", "vwo", "havo", "wmo", "ov", "tv", "pc", "ict", "ggz", "pdf", "cv", "dna", "sms", "wc", "e",
          "ex", "oud", "niet", "non", "semi", "vice"}  # fmt: skip
_ENDINGS = {
    "e",
    "en",
    "er",
    "ere",
    "ers",
    "st",
    "ste",
    "sten",
    "heid",
    "jes",
    "tje",
    "tjes",
}  # never a word on their own
_CLASH = {"aa", "ae", "ai", "ao", "au", "ee", "ei", "eu", "ie", "ii", "oe", "oi", "oo", "ou", "ui", "uu"}
_TREMA = {"e": "ë", "i": "ï", "o": "ö", "u": "ü"}
_TREMA_PREFIXES = {"be", "ge", "co", "re", "pre", "geco", "gere"}
_LAST = re.compile(r"[^\W\d_]+$")
_FIRST = re.compile(r"[^\W\d_]+")


def clean_characters(text: str) -> str:
    """Return `text` without ligatures, invisible characters and private use characters; NFC."""
    text = _PRIVATE.sub("", text.translate(_TABLE))
    return unicodedata.normalize("NFC", text)


def dehyphenate(left: str, right: str, known: frozenset | set = frozenset()) -> str:
    """Join two lines at a hyphen that ended the first; neither argument contains it.

    `known`: lower case words that occur within lines of the document; they take precedence over the rules.
    """
    before, after = _LAST.search(left), _FIRST.match(right)
    if not before or not after:
        return f"{left}-{right}"
    head, tail = before.group(), after.group()
    low_head, low_tail = head.lower(), tail.lower()
    if low_tail in SUSPENDED and f"{low_head}{low_tail}" not in known:
        return f"{left}- {right}"
    for glue in ("", "-"):
        if f"{low_head}{glue}{low_tail}" in known:
            return f"{left}{glue}{right}"
    if tail[0].isupper() and not (head.isupper() and tail.isupper() and min(len(head), len(tail)) > 3):
        return f"{left}-{right}"  # Noord-Holland
    if head.isupper() and len(head) > 1 and not tail.isupper():
        return f"{left}-{right}"  # HBO-studenten
    if low_head in _KEEPS and low_tail not in _ENDINGS:
        return f"{left}-{right}"
    if low_head[-1] + low_tail[0] in _CLASH:
        if low_head in _TREMA_PREFIXES:
            return f"{left}{_TREMA.get(right[0], right[0])}{right[1:]}"  # be-eindigd was beëindigd
        return f"{left}-{right}"  # zee-eend
    return f"{left}{right}"


def collect_words(lines) -> set[str]:
    """Return the words of `lines` in lower case, including words with inner hyphens."""
    found: set[str] = set()
    for line in lines:
        for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", line.lower()):
            found.add(word)
    return found
