"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublicationsConfig(AppConfig):
    """Reports, articles, interviews, minutes and editions."""

    name = "publications"
    verbose_name = _("Publications")

    def ready(self):
        """Register the weekly mail and connect its signal receivers."""
        import publications.extensions  # noqa: F401, PLC0415 -- models must be loaded
        from publications.weekly_mail import signals  # noqa: PLC0415 -- models must be loaded

        signals.connect()
