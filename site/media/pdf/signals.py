"""Signals that have every new PDF read, and its picture deleted with it."""

from django.db.models.signals import post_delete, post_save

from media.models import PdfFacts, SiteDocument
from media.pdf import reader
from media.tasks import read_pdf


def on_saved(sender, instance, raw=False, **kwargs) -> None:
    """Queue the reading of a document whose file is new."""
    if not raw and instance.file and reader.register_file(instance):
        read_pdf.enqueue(instance.pk)


def on_deleted(sender, instance, **kwargs) -> None:
    """Delete the picture of a document's first page with its facts."""
    reader.delete_picture(instance)


def connect() -> None:
    """Connect; called once when the app is ready."""
    post_save.connect(on_saved, sender=SiteDocument, dispatch_uid="media.pdf_saved")
    post_delete.connect(on_deleted, sender=PdfFacts, dispatch_uid="media.pdf_deleted")
