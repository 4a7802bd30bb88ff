"""The way of a page past the board: what its steps need beyond Wagtail's workflow."""

from editorial.review import assignment  # noqa: F401 -- they connect receivers
