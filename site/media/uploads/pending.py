"""Cleans files of Wagtail's multiple upload before they are stored.

Wagtail stores the original file as an UploadedFile until the form with title and text alternative is complete, and creates
the image from it. Cleaning removes metadata such as camera and location.
"""

from django.core.files.uploadedfile import UploadedFile as Upload
from django.db.models.signals import pre_save
from wagtail.models import UploadedFile

from media.models import SiteDocument, SiteImage
from media.uploads import validation


def clean_pending_upload(sender, instance, **kwargs) -> None:
    """Replace the file of a new UploadedFile by the cleaned one."""
    try:
        upload = instance.file.file if instance.pk is None and instance.file else None
    except FileNotFoundError:
        return  # not an upload: the name of a stored file that may be missing
    if isinstance(upload, Upload) and instance.for_content_type is not None:
        model = instance.for_content_type.model_class()
        if model is SiteImage:
            instance.file = validation.clean_image(upload)
        elif model is SiteDocument:
            instance.file = validation.clean_document(upload)


def connect_pending_uploads() -> None:
    """Connect the receiver; called from `AppConfig.ready()`."""
    pre_save.connect(clean_pending_upload, sender=UploadedFile, dispatch_uid="media.uploads.pending")
