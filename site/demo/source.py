"""Reads the content files, and derives keys for the objects in them that are the same on every site."""

import tomllib
import uuid
from functools import cache
from pathlib import Path

CONTENT = Path(__file__).parent / "content"
NAMESPACE = uuid.UUID("6f5b7c52-6d1b-4f0e-9d2a-1f6f0f3b8a11")


def key_for(*parts: str) -> uuid.UUID:
    """Return the key of an example object, which identifies it after its slug has changed."""
    return uuid.uuid5(NAMESPACE, "/".join(parts))


@cache
def _read_text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def read(name: str) -> dict:
    """Return the parsed content file, such as `directory/themes`; a new dict on every call."""
    return tomllib.loads(_read_text(CONTENT / f"{name}.toml"))


def read_folder(name: str) -> dict[str, dict]:
    """Return {name: content} of a folder, sorted by name; the English file is under `en`."""
    found = {}
    for path in sorted((CONTENT / name).glob("*.toml")):
        stem = path.stem.removesuffix(".en")
        content = read(f"{name}/{path.stem}")
        if path.stem.endswith(".en"):
            found.setdefault(stem, {})["en"] = content
        else:
            found.setdefault(stem, {}).update(content)
    return found
