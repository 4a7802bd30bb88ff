"""The contents of an entry's text fields, as leaves with the path that leads to them in the edit form."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wagtail.blocks import ListBlock, StreamBlock, StructBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.rich_text import RichText


@dataclass(frozen=True)
class Leaf:
    """A value within a text: its path in the edit form (`body.ID.image`), its block (None: a field), and the value."""

    path: str
    block: Any
    value: Any

    @property
    def html(self) -> str | None:
        """The HTML of rich text, as stored; None for any other value."""
        if isinstance(self.value, RichText):
            return self.value.source
        return self.value if self.block is None else None


def iterate_leaves(entry) -> Iterator[Leaf]:
    """Yield the leaves of all StreamFields and rich texts of an entry, in the order of its fields."""
    for field in entry._meta.concrete_fields:
        if isinstance(field, StreamField) and field.name != "corrections":
            yield from _walk(field.name, field.stream_block, getattr(entry, field.name))
        elif isinstance(field, RichTextField):
            yield Leaf(field.name, None, getattr(entry, field.name) or "")


def _walk(path: str, block, value) -> Iterator[Leaf]:
    if isinstance(block, StreamBlock):
        for child in value or ():
            yield from _walk(f"{path}.{child.id}", child.block, child.value)
    elif isinstance(block, StructBlock):
        yield Leaf(path, block, value)
        for name, child in block.child_blocks.items():
            yield from _walk(f"{path}.{name}", child, value.get(name) if value else None)
    elif isinstance(block, ListBlock):
        for child in getattr(value, "bound_blocks", ()):
            yield from _walk(f"{path}.{child.id}", child.block, child.value)
    else:
        yield Leaf(path, block, value)


def first_fields(path: str) -> str:
    """Return the part of a path that the edit form can be scrolled to: the field, or the block of a text."""
    return ".".join(path.split(".")[:2])
