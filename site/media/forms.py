"""Upload forms: a clear refusal instead of an error, in every place where an editor can upload."""

from django.core.files.uploadedfile import UploadedFile
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm
from wagtailmedia.forms import BaseMediaForm

from media import uploads


class CheckedImageField(WagtailImageField):
    """Wagtail's field, after a full decode that Wagtail does not do."""

    def to_python(self, data):
        """Return the cleaned upload."""
        return super().to_python(uploads.clean_image(data) if isinstance(data, UploadedFile) else data)


class SiteImageForm(BaseImageForm):
    """An image with its text alternative."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields.get("file")
        if field is not None:
            field.__class__ = CheckedImageField


class SiteDocumentForm(BaseDocumentForm):
    """A document: only a PDF that opens."""

    def clean_file(self):
        """Check a new file."""
        upload = self.cleaned_data.get("file")
        return uploads.clean_document(upload) if isinstance(upload, UploadedFile) else upload


class SiteMediaForm(BaseMediaForm):
    """A recording file that browsers play."""

    def clean_file(self):
        """Check a new file."""
        upload = self.cleaned_data.get("file")
        return uploads.clean_recording(upload) if isinstance(upload, UploadedFile) else upload
