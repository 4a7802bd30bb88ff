"""Names of stored files: letters of any script, digits and dashes."""

import re
import unicodedata
from pathlib import PurePosixPath

MAX_STEM = 90  # characters
MAX_BYTES = 180  # of the stem; file systems take 255 for a name, and storage adds letters to make it unique
SHORTENED = 10  # characters at most that storage takes off a stem to add letters
FALLBACK = "bestand"
_LATIN = str.maketrans({"ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D",
                        "ł": "l", "Ł": "L", "þ": "th", "Þ": "Th", "ı": "i", "ŀ": "l", "ħ": "h", "Ħ": "H", "ĸ": "k", "ŋ": "n"})  # fmt: skip
_ADDED = re.compile(r"_[A-Za-z0-9]{7}$")  # by storage, to a name that is taken
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


def is_same_upload(former: str, name: str, is_stored: bool = False) -> bool:
    """Return whether a file has the name of the one that is stored as `former`, apart from what storage added to keep them apart.

    `name` is what the file was uploaded as, or with `is_stored` what it is stored as.
    """
    old, new = PurePosixPath(former), PurePosixPath(name)
    stems = {new.stem, _ADDED.sub("", new.stem)} if is_stored else {new.stem}
    root = _ADDED.sub("", old.stem)
    is_shortened = (
        root != old.stem and len(root) >= MAX_STEM - SHORTENED and any(stem.startswith(root) for stem in stems)
    )
    return old.suffix == new.suffix and (bool(stems & {old.stem, root}) or is_shortened)


def _clean_letter(letter: str) -> str:
    if letter.isascii():
        return letter if letter.isalnum() or letter in "-_" else "-"
    if unicodedata.name(letter, "").startswith("LATIN "):
        plain = unicodedata.normalize("NFKD", letter.translate(_LATIN))
        return re.sub(r"[^A-Za-z0-9]", "", plain)
    return letter if unicodedata.category(letter)[0] in _KEPT else "-"
