"""What an edit right does not open: publication, and what is locked (docs/decisions/0037)."""

from editorial.publication_gate import guards  # noqa: F401 -- it connects receivers
