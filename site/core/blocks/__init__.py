"""The blocks of an entry's body, in families."""

from core.blocks.body import BodyBlock

__all__ = ["BodyBlock"]
