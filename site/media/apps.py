"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediaConfig(AppConfig):
    """Images, documents and recordings with their rights, and how they are served."""

    name = "media"
    verbose_name = _("Images and files")

    def ready(self):
        """Read every PDF that comes in; take back what a failed request wrote; clean what waits for its description."""
        from media.pdf import signals  # noqa: PLC0415 -- models must be loaded
        from media.uploads import pending, rollback  # noqa: PLC0415 -- models must be loaded

        rollback.connect()  # first: it must know of a row before anything that may fail
        pending.connect()
        signals.connect()
