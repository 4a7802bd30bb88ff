"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MapsConfig(AppConfig):
    """The map of what happens where, with the outlines of districts."""

    name = "maps"
    verbose_name = _("Map")

    def ready(self):
        """Fill the extension points of `core`."""
