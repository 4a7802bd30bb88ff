"""Audio and video files of recordings."""

import mimetypes

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtailmedia.models import AbstractMedia

from media.models.rights import RightsMixin


class SiteMedia(RightsMixin, AbstractMedia):
    """An audio or video file hosted by the site."""

    admin_form_fields = ("title", "file", "thumbnail", "maker", "source", "licence", "collection", "tags")

    class Meta(AbstractMedia.Meta):
        verbose_name = _("recording file")
        verbose_name_plural = _("recording files")

    def clean(self, *args, **kwargs):
        """Check the file extension only when there is a file; the field itself reports a missing one."""
        if self.file:
            super().clean(*args, **kwargs)

    @property
    def url(self) -> str:
        """URL of the serving view."""
        return reverse("recording", args=[self.pk, self.filename])

    @property
    def size(self) -> int:
        """Size in bytes; 0 when the file is missing."""
        try:
            return self.file.size
        except OSError:
            return 0

    @property
    def is_video(self) -> bool:
        """Whether the file is a video."""
        return self.type == "video"

    @property
    def mime_type(self) -> str:
        """MIME type, guessed from the file extension."""
        return mimetypes.guess_type(self.filename)[0] or "application/octet-stream"
