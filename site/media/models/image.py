"""Images and their renditions."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition

from media.models.rights import EnglishTextMixin, RightsMixin


class People(models.TextChoices):
    """What is known of the people in a picture; empty while nobody has said."""

    NONE = "none", _("Nobody can be recognised")
    AGREED = "agreed", _("Who can be recognised agreed")


class SiteImage(EnglishTextMixin, RightsMixin, AbstractImage):
    """An image with a text alternative, or marked as decorative, and its rights."""

    alt = models.CharField(
        _("text alternative"),
        max_length=300,
        blank=True,
        help_text=_("What does somebody who cannot see the image need to know? One sentence, without “picture of”."),
    )
    # Not `decorative`: Wagtail has an attribute of that name for its image block, and resets it in each image.
    is_decorative = models.BooleanField(
        _("decoration only"),
        default=False,
        help_text=_("Tick this when the image tells nothing that the text does not."),
    )
    caption = models.CharField(_("caption"), max_length=300, blank=True)
    people = models.CharField(
        _("people in the picture"),
        max_length=10,
        blank=True,
        choices=People,
        help_text=_("Can people be recognised in it? Ask them first whether it may stand on the internet."),
    )

    admin_form_fields = (
        "title", "file", "alt", "is_decorative", "people", "caption", "maker", "source", "licence", "alt_en", "caption_en",
        "source_en", "collection", "tags", "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height",
    )  # fmt: skip

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    @property
    def default_alt_text(self) -> str:
        """Localised text alternative; empty for a decorative image."""
        return "" if self.is_decorative else self.get_localized_text("alt")

    @property
    def alt_language(self) -> str:
        """Language of the text alternative where it is not that of the page."""
        return "" if self.is_decorative else self.get_text_language("alt")

    def clean(self):
        """Require a text alternative unless the image is decorative."""
        super().clean()
        if not self.is_decorative and not self.alt.strip():
            raise ValidationError({"alt": _("Describe the image, or tick “decoration only”.")})


class SiteRendition(AbstractRendition):
    """A rendition; its path contains the image id, which the serving view uses to check access."""

    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)

    def get_upload_to(self, filename: str) -> str:
        """Return `images/<image id>/<file name>`."""
        return f"images/{self.image_id}/{super().get_upload_to(filename).rsplit('/', 1)[-1]}"
