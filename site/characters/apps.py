"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CharactersConfig(AppConfig):
    """Characters of texts."""

    name = "characters"
    verbose_name = _("Characters")

    def ready(self):
        """Clean what comes in."""
        from characters.cleaning import connect  # noqa: PLC0415 -- Wagtail's fields import models

        connect()
