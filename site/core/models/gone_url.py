"""URLs of deleted pages that were public."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class WithdrawnAddress(models.Model):
    """A path whose page was deleted after publication; it answers 410 instead of 404."""

    path = models.CharField(_("path"), max_length=500, unique=True)
    title = models.CharField(_("title"), max_length=255)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), auto_now_add=True)

    class Meta:
        verbose_name = _("withdrawn address")
        verbose_name_plural = _("withdrawn addresses")

    def __str__(self) -> str:
        return self.path
