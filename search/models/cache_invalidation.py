"""Cache invalidations, shared between processes through the database."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class CacheInvalidation(models.Model):
    """A change of data that processes cache.

    Written in the transaction of the change itself, so whoever sees the change sees the row. Keys are random: a
    process compares them with the keys it has already applied.
    """

    class Subject(models.TextChoices):
        """Part of the cache that must be reloaded."""

        ENTRY = "entry", _("an entry")
        RECORDS = "records", _("people, organisations, themes and places")
        CURATION = "told", _("what editors told search")

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.CharField(_("what"), max_length=10, choices=Subject)
    entry_id = models.BigIntegerField(_("entry"), null=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("change for the memory")
        verbose_name_plural = _("changes for the memory")

    def __str__(self) -> str:
        return f"{self.subject} {self.entry_id or ''}".strip()
