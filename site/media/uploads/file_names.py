"""Names of stored files: letters of any script, digits and dashes."""

import re
import unicodedata

MAX_STEM = 90  # characters
MAX_BYTES = 180  # of the stem; file systems take 255 for a name, and storage adds letters to make it unique
FALLBACK = "bestand"
_LATIN = str.maketrans({"ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D",
                        "ł": "l", "Ł": "L", "þ": "th", "Þ": "Th", "ı": "i", "ŀ": "l", "ħ": "h", "Ħ": "H", "ĸ": "k", "ŋ": "n"})  # fmt: skip
_KEPT = {"L", "M", "N"}  # letters, their marks, numbers


def clean_name(name: str) -> str:
    """Return a file name of letters, digits and dashes, at most 100 characters, with its extension.

    Latin letters become ASCII (é is e, ø is o); letters of other scripts stay as they are. Signs, spaces and what turns the
    direction of writing become dashes.
    """
    name = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    stem, dot, suffix = name.rpartition(".")
    if not dot:
        stem, suffix = name, ""
    suffix = re.sub(r"[^a-z0-9]", "", suffix.lower())[:8]
    stem = re.sub(r"[-]{2,}", "-", "".join(_clean_letter(letter) for letter in stem)).strip("-_")[:MAX_STEM]
    while len(stem.encode()) > MAX_BYTES:
        stem = stem[:-1]
    stem = stem.strip("-_") or FALLBACK
    return f"{stem}.{suffix}" if suffix else stem


def _clean_letter(letter: str) -> str:
    if letter.isascii():
        return letter if letter.isalnum() or letter in "-_" else "-"
    if unicodedata.name(letter, "").startswith("LATIN "):
        plain = unicodedata.normalize("NFKD", letter.translate(_LATIN))
        return re.sub(r"[^A-Za-z0-9]", "", plain)
    return letter if unicodedata.category(letter)[0] in _KEPT else "-"
