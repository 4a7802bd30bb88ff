"""Blocks with files or images: figure, gallery, document, video."""

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from core.blocks.players import find_player


def find_newest(model_setting: str):
    """Return the newest instance of the model named by a setting, or None; for previews."""
    return apps.get_model(getattr(settings, model_setting)).objects.order_by("-pk").first()


class FigureBlock(blocks.StructBlock):
    """An image with caption and credits."""

    def get_preview_value(self):
        """Return the newest image."""
        return self.normalize({"image": find_newest("WAGTAILIMAGES_IMAGE_MODEL"), "caption": "Een bijschrift"})

    image = ImageChooserBlock(label=_("Image"))
    caption = blocks.CharBlock(
        label=_("Caption"),
        required=False,
        max_length=300,
        help_text=_("If you fill in nothing, the image’s own caption is shown."),
    )

    class Meta:
        icon = "image"
        label = _("Figure")
        description = _("A picture with its caption, maker and source.")
        template = "blocks/figure.html"


class GalleryBlock(blocks.StructBlock):
    """A group of figures."""

    def get_preview_value(self):
        """Return the newest image twice."""
        figure = {"image": find_newest("WAGTAILIMAGES_IMAGE_MODEL"), "caption": "Een bijschrift"}
        return self.normalize({"heading": "Uit de wijk", "figures": [figure, figure]})

    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    figures = blocks.ListBlock(FigureBlock(), label=_("Figures"), min_num=2, max_num=12)

    class Meta:
        icon = "image"
        label = _("Gallery")
        description = _("Two to twelve pictures side by side.")
        template = "blocks/gallery.html"


class DocumentBlock(blocks.StructBlock):
    """A link to a PDF."""

    def get_preview_value(self):
        """Return the newest document."""
        return self.normalize({"document": find_newest("WAGTAILDOCS_DOCUMENT_MODEL"), "text": "Verslag van de avond"})

    document = DocumentChooserBlock(label=_("Document"))
    text = blocks.CharBlock(label=_("What is in it"), required=False, max_length=200)

    class Meta:
        icon = "doc-full"
        label = _("Document")
        description = _("A PDF with its size.")
        template = "blocks/document.html"


class VideoBlock(blocks.StructBlock):
    """A video of an external provider; the player is loaded on request."""

    title = blocks.CharBlock(label=_("Title"), max_length=200)
    url = blocks.URLBlock(
        label=_("Address"),
        help_text=_("Of a video on YouTube or Vimeo. Nothing is loaded from there before the reader clicks."),
    )
    poster = ImageChooserBlock(
        label=_("Still"), required=False, help_text=_("If you choose none, a drawn card is shown.")
    )
    duration = blocks.CharBlock(label=_("Length"), required=False, max_length=20, help_text=_("Such as 48 minutes."))

    def clean(self, value):
        """Reject a URL of an unsupported provider."""
        value = super().clean(value)
        if not find_player(value["url"]):
            error = ValidationError(_("Use the address of one video on YouTube or Vimeo."))
            raise blocks.StructBlockValidationError(block_errors={"url": error})
        return value

    def get_context(self, value, parent_context=None):
        """Add the provider and the embed URL."""
        context = super().get_context(value, parent_context)
        context["provider"], context["embed_url"] = find_player(value.get("url") or "") or ("", "")
        return context

    class Meta:
        icon = "media"
        label = _("Video")
        description = _("A video on YouTube or Vimeo as a card that loads on click.")
        template = "blocks/video.html"
        preview_value = {
            "title": "Den Haag Draait Door",
            "url": "https://vimeo.com/1",
            "poster": None,
            "duration": "48 minuten",
        }
