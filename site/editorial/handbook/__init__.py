"""The handbook for editors, `docs/redactie.md`, inside the editing screens: chapters, sections, search."""
