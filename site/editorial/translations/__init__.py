"""Translations on their way past the board: wagtail-localize's texts, written into versions that the board decides on."""

from editorial.translations import machine, writing  # noqa: F401 -- they connect receivers
