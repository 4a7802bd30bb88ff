"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediaConfig(AppConfig):
    """Images, documents and recordings with their rights, and how they are served."""

    name = "media"
    verbose_name = _("Images and files")

    def ready(self):
        """Take back what a failed request wrote; clean what waits for its description."""
        from media import undoing, waiting  # noqa: PLC0415 -- models must be loaded

        undoing.connect()
        waiting.connect()
