"""Translations on their way past the board: wagtail-localize's texts, written into versions that the board decides on."""

from editorial.translations import target, writing  # noqa: F401 -- they connect receivers
