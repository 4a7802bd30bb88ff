"""Audio and video files of recordings."""

import mimetypes

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtailmedia.models import AbstractMedia

from media.extensions import file_replacement_hooks
from media.models.rights import RightsMixin
from media.uploads.file_names import is_same_upload


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

    def save(self, *args, update_fields=None, **kwargs):
        """Save; a file in the place of another is stored first, and then saved together with what follows from it."""
        if not self.pk or not self.file or (update_fields is not None and "file" not in update_fields):
            return super().save(*args, update_fields=update_fields, **kwargs)
        column, given = self._meta.get_field("file"), self.file.name
        column.pre_save(self, False)  # not in the transaction, which would hold the only lock of SQLite for as long
        is_stored = given == self.file.name  # an upload has no folder yet
        name = given if is_stored else column.generate_filename(self, given)
        with transaction.atomic():
            rows = type(self)._base_manager.select_for_update().filter(pk=self.pk)
            former = rows.values_list("file", flat=True).first()
            super().save(*args, update_fields=update_fields, **kwargs)
            if former and former != self.file.name:
                for carry in file_replacement_hooks:
                    carry(self, former, is_same_upload(former, name, is_stored))

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
