"""Files of recordings: sound and video."""

import mimetypes

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtailmedia.models import AbstractMedia

from media.models.rights import RightsMixin


class SiteMedia(RightsMixin, AbstractMedia):
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
