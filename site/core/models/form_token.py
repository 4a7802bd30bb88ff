"""What forms for readers remember: nothing about the reader, and not for long."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReaderToken(models.Model):
    """A form's token that was used; kept until it would have expired."""

    digest = models.CharField(max_length=64, unique=True)
    used_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = _("used form token")
        verbose_name_plural = _("used form tokens")

    def __str__(self) -> str:
        return self.digest[:8]


class ReaderVisit(models.Model):
    """One sending, under a salted hash that cannot be traced back after the salt is gone."""

    digest = models.CharField(max_length=64, db_index=True)
    sent_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = _("form sending")
        verbose_name_plural = _("form sendings")

    def __str__(self) -> str:
        return self.digest[:8]
