"""What tests ask of the example content: every piece of its text, and how much there is in the database."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps

from demo.source import CONTENT, read

NAMES = {"hero", "pdf", "image", "images", "file", "drawing", "parent", "affiliation", "slug", "level", "kind"}
LINKS = {"themes", "places", "partners", "related", "entries", "people"}


def content_names() -> list[str]:
    """Names of all content files."""
    return sorted(str(path.relative_to(CONTENT).with_suffix("")) for path in Path(CONTENT).rglob("*.toml"))


def texts(value, key: str = "") -> Iterator[tuple[str, str]]:
    """Yield (field, text) of what readers read in a content file."""
    if key in NAMES | LINKS:
        return
    if isinstance(value, dict):
        for name, part in value.items():
            yield from texts(part, name)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part, key)
    elif isinstance(value, str):
        yield key, value


def all_texts() -> Iterator[tuple[str, str, str]]:
    """Yield (file, field, text) of everything."""
    for name in content_names():
        for field, text in texts(read(name)):
            yield name, field, text


def sentences(text: str) -> list[str]:
    """Return the sentences of `text` of more than six words, without case and marks."""
    found = []
    for line in re.split(r"\n\s*\n|\n(?=- |\d+\. )", text):
        for sentence in re.split(r"(?<=[.!?])[”’]?\s+", " ".join(line.split())):
            words = re.findall(r"\w+", sentence.lower())
            if len(words) > 6:
                found.append(" ".join(words))
    return found


def count_all() -> dict:
    """The number of rows of every table."""
    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}
