"""What an edit right does not open: publication, and what is locked (docs/decisions/0037)."""

from editorial.publication_gate import guards, locks  # noqa: F401 -- they connect receivers
