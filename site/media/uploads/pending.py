"""Files of the multiple upload that wait for their description: as clean as those that do not.

Wagtail keeps the browser's own file until title and text alternative are there, and makes the image out of that: with its
camera and place. What waits is therefore the file that the form cleaned.
"""

from django.core.files.uploadedfile import UploadedFile as Upload
from django.db.models.signals import pre_save
from wagtail.models import UploadedFile

from media.models import SiteDocument, SiteImage
from media.uploads import validation


def clean_waiting(sender, instance, **kwargs) -> None:
    """Put the cleaned file in the place of the one that came in."""
    try:
        upload = instance.file.file if instance.pk is None and instance.file else None
    except FileNotFoundError:
        return  # no upload: the name of a file that is kept already, or was
    if isinstance(upload, Upload) and instance.for_content_type is not None:
        model = instance.for_content_type.model_class()
        if model is SiteImage:
            instance.file = validation.clean_image(upload)
        elif model is SiteDocument:
            instance.file = validation.clean_document(upload)


def connect() -> None:
    """Connect; called once when the app is ready."""
    pre_save.connect(clean_waiting, sender=UploadedFile, dispatch_uid="media.uploads.pending")
