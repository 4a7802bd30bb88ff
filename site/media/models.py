"""Images, documents and recordings' files, each with what its rights ask for."""

import mimetypes

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtailmedia.models import AbstractMedia

from media.pdf_models import PdfFacts, PdfPage

__all__ = [
    "Licence",
    "PdfFacts",
    "PdfPage",
    "PublicCollection",
    "SiteDocument",
    "SiteImage",
    "SiteMedia",
    "SiteRendition",
]


class Licence(models.TextChoices):
    """How others may use a work; the value is an SPDX-like short name."""

    CC_BY = "cc-by-4.0", "CC BY 4.0"
    CC_BY_SA = "cc-by-sa-4.0", "CC BY-SA 4.0"
    CC_BY_NC = "cc-by-nc-4.0", "CC BY-NC 4.0"
    CC0 = "cc0-1.0", "CC0 1.0"
    RESERVED = "all-rights-reserved", _("All rights reserved")

    @property
    def url(self) -> str:
        """Address of the licence's text; empty for all rights reserved."""
        return {
            "cc-by-4.0": "https://creativecommons.org/licenses/by/4.0/deed.nl",
            "cc-by-sa-4.0": "https://creativecommons.org/licenses/by-sa/4.0/deed.nl",
            "cc-by-nc-4.0": "https://creativecommons.org/licenses/by-nc/4.0/deed.nl",
            "cc0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/deed.nl",
        }.get(self.value, "")


class Credited(models.Model):
    """Who made a file, where it comes from and how it may be used."""

    maker = models.CharField(_("maker"), max_length=200, blank=True, help_text=_("Photographer, artist or author."))
    source = models.CharField(
        _("source"), max_length=300, blank=True, help_text=_("Where you got it: a site, an archive, “own work”.")
    )
    licence = models.CharField(_("licence"), max_length=30, choices=Licence, default=Licence.CC_BY)

    class Meta:
        abstract = True

    @property
    def licence_url(self) -> str:
        """Address of the licence's text, or empty."""
        return Licence(self.licence).url


class InEnglish(models.Model):
    """What is said about an image, in English; where it is empty, English pages show the Dutch words."""

    alt_en = models.CharField(_("text alternative in English"), max_length=300, blank=True)
    caption_en = models.CharField(_("caption in English"), max_length=300, blank=True)
    source_en = models.CharField(_("source in English"), max_length=300, blank=True)

    class Meta:
        abstract = True

    def say(self, name: str) -> str:
        """Return the words of the field `name` in the language of the page that is made now."""
        return (get_language() == "en" and getattr(self, f"{name}_en")) or getattr(self, name)

    @property
    def caption_here(self) -> str:
        """The caption in the language of the page."""
        return self.say("caption")

    @property
    def source_here(self) -> str:
        """The source in the language of the page."""
        return self.say("source")


class SiteImage(InEnglish, Credited, AbstractImage):
    """An image: described for who cannot see it, or marked as decoration; with its credit."""

    alt = models.CharField(
        _("text alternative"),
        max_length=300,
        blank=True,
        help_text=_("What does somebody who cannot see the image need to know? One sentence, without “picture of”."),
    )
    decorative = models.BooleanField(
        _("decoration only"),
        default=False,
        help_text=_("Tick this when the image tells nothing that the text does not."),
    )
    caption = models.CharField(_("caption"), max_length=300, blank=True)

    admin_form_fields = (
        "title", "file", "alt", "decorative", "caption", "maker", "source", "licence", "alt_en", "caption_en",
        "source_en", "collection", "tags", "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height",
    )  # fmt: skip

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    @property
    def default_alt_text(self) -> str:
        """The text alternative; empty for a decoration."""
        return "" if self.decorative else self.say("alt")

    def clean(self):
        """Ask for a text alternative, unless the image is decoration."""
        super().clean()
        if not self.decorative and not self.alt.strip():
            raise ValidationError({"alt": _("Describe the image, or tick “decoration only”.")})


class SiteRendition(AbstractRendition):
    """A size of an image; its path carries the image's id, so that serving can ask who uses it."""

    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)

    def get_upload_to(self, filename: str) -> str:
        """Return `images/<image id>/<file name>`."""
        return f"images/{self.image_id}/{super().get_upload_to(filename).rsplit('/', 1)[-1]}"


class SiteDocument(Credited, AbstractDocument):
    """A document, in practice a PDF."""

    language = models.CharField(
        _("language"), max_length=5, choices=[("nl", _("Dutch")), ("en", _("English"))], default="nl"
    )

    admin_form_fields = ("title", "file", "language", "maker", "source", "licence", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def clean(self):
        """Ask for the ending of a file only; that there is none, its field says."""
        if self.file:
            super().clean()


class SiteMedia(Credited, AbstractMedia):
    """A recording's own sound or video file."""

    admin_form_fields = ("title", "file", "thumbnail", "maker", "source", "licence", "collection", "tags")

    class Meta(AbstractMedia.Meta):
        verbose_name = _("recording file")
        verbose_name_plural = _("recording files")

    def clean(self, *args, **kwargs):
        """Ask for the ending of a file only; that there is none, its field says."""
        if self.file:
            super().clean(*args, **kwargs)

    @property
    def url(self) -> str:
        """Address at which the file is served while something public uses it."""
        return reverse("recording", args=[self.pk, self.filename])

    @property
    def size(self) -> int:
        """Bytes on disk; 0 when the file is gone."""
        try:
            return self.file.size
        except OSError:
            return 0

    @property
    def is_video(self) -> bool:
        """Whether there is something to see."""
        return self.type == "video"

    @property
    def mime_type(self) -> str:
        """Content type by the ending."""
        return mimetypes.guess_type(self.filename)[0] or "application/octet-stream"


class PublicCollection(models.Model):
    """A collection whose files everybody may have, also while no page uses them: a press kit, logos, forms."""

    collection = models.OneToOneField(
        "wagtailcore.Collection", verbose_name=_("collection"), on_delete=models.CASCADE, related_name="made_public"
    )
    reason = models.CharField(_("why"), max_length=200, help_text=_("What readers find here, such as “press kit”."))

    class Meta:
        verbose_name = _("public collection")
        verbose_name_plural = _("public collections")

    def __str__(self) -> str:
        return str(self.collection)
