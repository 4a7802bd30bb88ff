"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediaConfig(AppConfig):
    """Images, documents and recordings with their rights, and how they are served."""

    name = "media"
    verbose_name = _("Images and files")

    def ready(self):
        """Read every PDF that comes in; take back what a failed request wrote; clean what waits for its description."""
        from django.db.models.signals import post_delete, post_save  # noqa: PLC0415 -- apps must be loaded

        from media import pdf, undoing, waiting  # noqa: PLC0415 -- models must be loaded
        from media.models import PdfFacts, SiteDocument  # noqa: PLC0415 -- models must be loaded

        undoing.connect()  # first: it must know of a row before anything that may fail
        waiting.connect()
        post_save.connect(pdf.on_saved, sender=SiteDocument, dispatch_uid="media.pdf_saved")
        post_delete.connect(pdf.on_deleted, sender=PdfFacts, dispatch_uid="media.pdf_deleted")
