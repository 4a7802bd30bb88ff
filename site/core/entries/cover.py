"""URLs of the drawn cover and of the share image of an entry."""

from django.urls import reverse
from django.utils import translation

from core.metadata.share_image import make_digest


class EntryCover:
    """Mixin with the URLs of an entry's generated images; no query."""

    @property
    def cover_number(self) -> int:
        """Number that varies the cover and the share image; the same for all translations."""
        return self.translation_key.int % 997

    @property
    def cover_url(self) -> str:
        """URL path of the drawn cover."""
        return reverse("cover", args=[self.kind_class.cover, self.cover_number])

    @property
    def share_image_digest(self) -> str:
        """Digest of what the share image shows; part of its URL."""
        with translation.override(self.language):
            return make_digest(self.title, self.kind_label, self.cover_number)

    @property
    def share_image_url(self) -> str:
        """URL path of the drawn share image."""
        return reverse("share_image", args=[self.pk, self.share_image_digest])
