"""StreamField blocks of entries."""

from core.blocks.body import BodyBlock

__all__ = ["BodyBlock"]
