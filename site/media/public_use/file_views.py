"""The views of Wagtail and wagtailmedia that change or delete one file."""

from dataclasses import dataclass

from django.db.models import Model

from media.models import SiteDocument, SiteImage, SiteMedia

KINDS: dict[str, type[Model]] = {"image": SiteImage, "document": SiteDocument, "recording": SiteMedia}


@dataclass(frozen=True)
class FileView:
    """A view that changes or deletes one file: its kind, the name of the id in its URL, and the permission it asks."""

    kind: str
    parameter: str
    action: str = "change"


VIEWS = {
    "wagtailimages:edit": FileView("image", "image_id"),
    "wagtailimages:edit_multiple": FileView("image", "image_id"),
    "wagtailimages:delete": FileView("image", "image_id", "delete"),
    "wagtailimages:delete_multiple": FileView("image", "image_id", "delete"),
    "wagtailimages:image_usage": FileView("image", "image_id"),
    "wagtaildocs:edit": FileView("document", "document_id"),
    "wagtaildocs:edit_multiple": FileView("document", "doc_id"),
    "wagtaildocs:delete": FileView("document", "document_id", "delete"),
    "wagtaildocs:delete_multiple": FileView("document", "doc_id", "delete"),
    "wagtaildocs:document_usage": FileView("document", "document_id"),
    "wagtailmedia:edit": FileView("recording", "media_id"),
    "wagtailmedia:delete": FileView("recording", "media_id", "delete"),
}
WARNED = {name for name in VIEWS if name.endswith((":edit", ":delete"))}  # forms that show messages
BULK = "wagtail_bulk_action"
