"""Blocks with files or images: figure, gallery, document, video."""

from urllib.parse import parse_qs, urlsplit

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock


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
        label=_("Caption"), required=False, max_length=300, help_text=_("Empty: the image’s own caption.")
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


# Embed URLs of the supported providers, without cookies.
PLAYERS = {
    "youtube": "https://www.youtube-nocookie.com/embed/{id}?autoplay=1",
    "vimeo": "https://player.vimeo.com/video/{id}?dnt=1&autoplay=1",
}
PLAYER_HOSTS = ["https://www.youtube-nocookie.com", "https://player.vimeo.com"]


def find_player(url: str) -> tuple[str, str] | None:
    """Return (provider, embed URL without cookies) for the public URL of a video, or None."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:
        return None
    segments = [segment for segment in parts.path.split("/") if segment]
    if host == "youtu.be" and segments:
        found = ("youtube", segments[0])
    elif host in {"youtube.com", "youtube-nocookie.com"}:
        query = parse_qs(parts.query).get("v", [""])[0]
        found = (
            "youtube",
            query or (segments[1] if len(segments) > 1 and segments[0] in {"embed", "live", "shorts"} else ""),
        )
    elif host in {"vimeo.com", "player.vimeo.com"} and segments:
        found = ("vimeo", segments[-1] if segments[-1].isdigit() else "")
    else:
        return None
    provider, key = found
    if not key or not all(character.isascii() and (character.isalnum() or character in "-_") for character in key):
        return None
    return provider, PLAYERS[provider].format(id=key)


def add_start_time(player: str, second: int | None) -> str:
    """Return the embed URL with a start time in seconds, in the syntax of its provider."""
    if not player or not second:
        return player
    return f"{player}#t={second}s" if "vimeo" in player else f"{player}&start={second}"


class VideoBlock(blocks.StructBlock):
    """A video of an external provider; the player is loaded on request."""

    title = blocks.CharBlock(label=_("Title"), max_length=200)
    url = blocks.URLBlock(
        label=_("Address"),
        help_text=_("Of a video on YouTube or Vimeo. Nothing is loaded from there before the reader clicks."),
    )
    poster = ImageChooserBlock(label=_("Still"), required=False, help_text=_("Empty: a drawn card."))
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
