"""Single-use tokens of forms for readers; rows hold no personal data and are deleted after hours."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReaderToken(models.Model):
    """The digest of a form token that was used, or of a token with what was sent; deleted when the token would have expired."""

    digest = models.CharField(max_length=64, unique=True)
    used_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = _("used form token")
        verbose_name_plural = _("used form tokens")

    def __str__(self) -> str:
        return self.digest[:8]
