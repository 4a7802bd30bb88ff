"""Names of stored files: plain, short and without tricks."""

import re
import unicodedata
from pathlib import PurePosixPath

LONGEST = 100  # characters, the ending included


def clean_name(name: str) -> str:
    """Return a file name of plain letters, digits, dots and dashes, at most 100 characters, its ending kept."""
    name = unicodedata.normalize("NFKD", name.replace("\\", "/").rsplit("/", 1)[-1])
    path = PurePosixPath(re.sub(r"[^A-Za-z0-9._-]+", "-", name.encode("ascii", "ignore").decode()))
    ending = re.sub(r"[^a-z0-9]", "", path.suffix.lower())[:8]
    stem = re.sub(r"[.]+", "-", path.name[: -len(path.suffix)] if path.suffix else path.name).strip("-_")[:90]
    return f"{stem or 'bestand'}.{ending}" if ending else stem or "bestand"


def ending_of(name: str) -> str:
    """Return the ending of a file name in small letters, without its dot."""
    return PurePosixPath(name).suffix[1:].lower()
