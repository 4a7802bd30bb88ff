"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    """People, organisations, themes and places."""

    name = "directory"
    verbose_name = _("Directory")

    def ready(self):
        """Add what other apps get."""
        import directory.extensions  # noqa: F401, PLC0415 -- models must be loaded
