"""Signal receivers that enqueue the reading of new PDFs and delete their thumbnails."""

from django.db.models.signals import post_delete, post_save

from media.models import PdfFacts, SiteDocument
from media.pdf import reader
from media.tasks import read_pdf


def on_saved(sender, instance, raw=False, **kwargs) -> None:
    """Enqueue the reading of a document with a new file."""
    if not raw and instance.file and reader.register_file(instance):
        read_pdf.enqueue(instance.pk)


def on_deleted(sender, instance, **kwargs) -> None:
    """Delete the thumbnail of deleted PdfFacts."""
    reader.delete_picture(instance)


def connect_pdf_signals() -> None:
    """Connect the receivers; called from `AppConfig.ready()`."""
    post_save.connect(on_saved, sender=SiteDocument, dispatch_uid="media.pdf_saved")
    post_delete.connect(on_deleted, sender=PdfFacts, dispatch_uid="media.pdf_deleted")
