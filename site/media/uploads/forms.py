"""Upload forms: a clear refusal instead of an error, in every place where an editor can upload."""

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm
from wagtailmedia.forms import BaseMediaForm

from media.recordings.probe import probe
from media.uploads import validation

MEGABYTE = 1024 * 1024
MEDIA = settings.WAGTAILMEDIA


class CheckedImageField(WagtailImageField):
    """Wagtail's field, after a full decode that Wagtail does not do."""

    def to_python(self, data):
        """Return the cleaned upload."""
        return super().to_python(validation.clean_image(data) if isinstance(data, UploadedFile) else data)


class SiteImageForm(BaseImageForm):
    """An image with its text alternative."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields.get("file")
        if field is not None:
            self.fields["file"] = CheckedImageField(
                label=field.label, required=field.required, max_length=field.max_length, widget=field.widget
            )
        if not self.instance.pk:  # while something is uploaded, the form stays short; they are at the image
            for name in ("alt_en", "caption_en", "source_en"):
                self.fields.pop(name, None)


class SiteDocumentForm(BaseDocumentForm):
    """A document: only a PDF that opens."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields.get("file")
        if field is not None:
            field.help_text = _("A PDF of at most %(size)s MB.") % {"size": validation.MAX_DOCUMENT // MEGABYTE}

    def clean_file(self):
        """Check a new file."""
        upload = self.cleaned_data.get("file")
        return validation.clean_document(upload) if isinstance(upload, UploadedFile) else upload


class SiteMediaForm(BaseMediaForm):
    """A recording file that browsers play; how long and how large it is, the file itself says."""

    probed = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            endings = MEDIA["VIDEO_EXTENSIONS" if self.instance.type == "video" else "AUDIO_EXTENSIONS"]
            values = {"endings": ", ".join(endings), "size": validation.MAX_RECORDING // MEGABYTE // 1024}
            self.fields["file"].help_text = (
                _("A file that browsers play (%(endings)s), of at most %(size)s GB.") % values
            )
        if "thumbnail" in self.fields:
            self.fields["thumbnail"].help_text = _("A small picture for the list of recordings; it may stay empty.")

    def clean_file(self):
        """Check a new file and read it."""
        upload = self.cleaned_data.get("file")
        if not isinstance(upload, UploadedFile):
            return upload
        upload = validation.clean_recording(upload)
        self.probed = probe(upload)
        return upload

    def clean(self):
        """Take duration and size from the file; sound alone is no video."""
        cleaned = super().clean()
        if self.probed:
            if self.instance.type == "video" and not self.probed.video:
                self.add_error("file", _("There is no picture in this file. Add it as sound."))
            self.instance.duration = self.probed.duration
            if self.instance.type == "video":
                self.instance.width, self.instance.height = self.probed.width, self.probed.height
        return cleaned
