"""Upload forms of images, documents and recordings, with validation of the file content."""

import re
from textwrap import shorten

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.forms import RadioSelect
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm
from wagtailmedia.forms import BaseMediaForm

from media.models.image import People
from media.recordings.probe import probe
from media.uploads import validation
from media.uploads.kept_fields import KeepsUploads

# What cameras and phones call a file: IMG_2041, DSC00012, PXL_20261129_101112, 20261129_1011, foto, image (2), WhatsApp Image
# 2026-11-29 at 10.11.12. A script of the editing screens reads it too (static/js/admin_start.js).
CAMERA_NAME = re.compile(
    r"(?:IMG|DSC|DSCN|PXL|MVIMG|P|WhatsApp Image|image|photo|foto)[-_ ]?\(?\d[\d\s._()-]*(?:at [\d.]+)?"
    r"|(?:IMG|image|photo|foto|afbeelding)|\d{8}[-_ ]?\d{4,6}(?:[-_ ()]*\d+\)?)?",
    re.IGNORECASE,
)
TITLE_LENGTH = 80  # characters of the text alternative that become a title
MEGABYTE = 1024 * 1024
MEDIA = settings.WAGTAILMEDIA


class CheckedImageField(WagtailImageField):
    """Wagtail's image field, after a full decode and removal of metadata."""

    def to_python(self, data):
        """Return the cleaned upload as Wagtail's field does."""
        return super().to_python(validation.clean_image(data) if isinstance(data, UploadedFile) else data)

    def check_image_file_size(self, f):
        """Accept any size: the limit holds for what was uploaded, not for what it became."""


class FileForm(KeepsUploads):
    """Base of the forms of files: a refused form keeps the file, and shows the stored one as it is."""

    def __init__(self, *args, user=None, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.user = user
        self.stored = {name: self.instance.__dict__.get(name) for name in ("file", "width", "height")}
        self.keep_uploads_of(user)

    def full_clean(self):
        """Validate; an instance that is not changed keeps its file, which the screen shows."""
        super().full_clean()
        if self.is_bound and self.errors and self.instance.pk:
            self.instance.__dict__.update(self.stored)

    def save(self, commit=True):
        """Save; the kept file is not needed any more."""
        saved = super().save(commit=commit)
        if commit:
            self.drop_kept_uploads()
        return saved


class SiteImageForm(FileForm, BaseImageForm):
    """Image form; without the English fields while adding."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields.get("file")
        if field is not None:
            self.fields["file"] = CheckedImageField(
                label=field.label, required=field.required, max_length=field.max_length, widget=field.widget
            )
        self._require_alt()
        self._explain()
        self._mark_title()
        if field is not None and not self.is_bound and self.user is not None and not self.instance.pk:
            self._mark_first_upload()
        if not self.instance.pk:  # shown when the image is edited
            for name in ("alt_en", "caption_en", "source_en"):
                self.fields.pop(name, None)

    def _explain(self) -> None:
        """Say what a licence allows, and that it may be unknown who is in a photo."""
        if "people" in self.fields:
            self.fields["people"].widget = RadioSelect()
            self.fields["people"].choices = [*People.choices, ("", _("Not known yet"))]
        if "licence" in self.fields:
            self.fields["licence"].help_text = _(
                "CC BY: others may use it if they name the maker. Not sure, or not made by you? Choose “all rights reserved”."
            )

    def _mark_title(self) -> None:
        """Let the title be empty where the text alternative can stand for it, and tell the script which names are no titles."""
        if "title" not in self.fields or "alt" not in self.fields:
            return
        self.fields["title"].required = False
        words = _("Leave it empty: the first words of the text with the image become the title.")
        self.fields["title"].help_text = self["title"].help_text = words  # the bound field is made before, by Wagtail
        self.fields["title"].widget.attrs["data-camera-name"] = CAMERA_NAME.pattern

    def _mark_first_upload(self) -> None:
        """Tell the chooser that its user has no picture on the site yet: it opens at the upload."""
        if not type(self.instance).objects.filter(uploaded_by_user=self.user).exists():
            self.fields["file"].widget.attrs["data-first-upload"] = "true"

    def clean(self):
        """Name a picture by what is on it when it has no title, or only the name that a camera gave it."""
        data = super().clean()
        title, alt = (data.get("title") or "").strip(), (data.get("alt") or "").strip()
        if alt and (not title or CAMERA_NAME.fullmatch(title)):
            data["title"] = shorten(alt, TITLE_LENGTH, placeholder="…")
        elif not title and not self._lacks_alt(data) and "title" in self.fields and "title" not in self.errors:
            self.add_error("title", self.fields["title"].error_messages["required"])
        return data

    def _lacks_alt(self, data) -> bool:
        """Return whether the model asks for a text alternative, which makes the title as well."""
        return "alt" in self.fields and not data.get("is_decorative")

    def _require_alt(self) -> None:
        """Mark the text alternative as required unless the image is decoration; the browser must not insist on it."""
        if "alt" not in self.fields or "is_decorative" not in self.fields:
            return
        self.fields["alt"].required = not self["is_decorative"].value()
        self.fields["alt"].empty_values = []  # the model says what is missing, and only once
        self.fields["alt"].widget.use_required_attribute = lambda initial: False


class SiteDocumentForm(FileForm, BaseDocumentForm):
    """Document form; accepts only PDFs that can be opened."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields.get("file")
        if field is not None:
            field.help_text = _("A PDF of at most %(size)s MB.") % {"size": validation.MAX_DOCUMENT // MEGABYTE}

    def clean_file(self):
        """Validate a new file."""
        upload = self.cleaned_data.get("file")
        return validation.clean_document(upload) if isinstance(upload, UploadedFile) else upload


class SiteMediaForm(FileForm, BaseMediaForm):
    """Recording form; accepts formats that browsers play, and reads duration and size from the file."""

    kept_fields = ("file", "thumbnail")
    probed = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            extensions = MEDIA["VIDEO_EXTENSIONS" if self.instance.type == "video" else "AUDIO_EXTENSIONS"]
            values = {"endings": ", ".join(extensions), "size": validation.MAX_RECORDING // MEGABYTE // 1024}
            self.fields["file"].help_text = (
                _("A file that browsers play (%(endings)s), of at most %(size)s GB.") % values
            )
        if "thumbnail" in self.fields:
            self.fields["thumbnail"].help_text = _("A small picture for the list of recordings; it may stay empty.")

    def clean_file(self):
        """Validate and probe a new file."""
        upload = self.cleaned_data.get("file")
        if not isinstance(upload, UploadedFile):
            return upload
        upload = validation.clean_recording(upload)
        self.probed = probe(upload)
        return upload

    def clean_thumbnail(self):
        """Clean a new thumbnail as every image: upright, without metadata."""
        upload = self.cleaned_data.get("thumbnail")
        return validation.clean_image(upload) if isinstance(upload, UploadedFile) else upload

    def clean(self):
        """Set duration and size from the file; reject a video without a video stream."""
        cleaned = super().clean()
        if self.probed:
            if self.instance.type == "video" and not self.probed.video:
                self.add_error("file", _("There is no picture in this file. Add it as sound."))
            self.instance.duration = self.probed.duration
            if self.instance.type == "video":
                self.instance.width, self.instance.height = self.probed.width, self.probed.height
        return cleaned
