"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    """People, organisations, themes and places."""

    name = "directory"
    verbose_name = _("Directory")

    def ready(self):
        """Register the extensions of this app, and the receivers that protect records and follow merged ones."""
        import directory.extensions  # noqa: F401, PLC0415 -- imports models
        from directory import signals  # noqa: PLC0415 -- imports models

        signals.connect()
