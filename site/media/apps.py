"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediaConfig(AppConfig):
    """Images, documents and recordings with their rights, uploads and serving."""

    name = "media"
    verbose_name = _("Images and files")

    def ready(self):
        """Connect the receivers of upload rollback, pending uploads and PDF reading, and register the permissions."""
        from media.pdf import signals  # noqa: PLC0415 -- models must be loaded
        from media.public_use.policy import register_policies  # noqa: PLC0415 -- models must be loaded
        from media.uploads import pending, rollback  # noqa: PLC0415 -- models must be loaded

        rollback.connect_rollback()  # first: it must record a row before other receivers can fail
        pending.connect_pending_uploads()
        signals.connect_pdf_signals()
        register_policies()
