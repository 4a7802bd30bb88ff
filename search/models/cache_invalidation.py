"""What tells every process that something it keeps in memory is old."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class CacheInvalidation(models.Model):
    """Something changed that processes keep in memory.

    The row is written in the transaction of the change itself, so whoever sees the change sees the row. The key is
    random: a process knows by the keys alone which changes it has taken in.
    """

    class Subject(models.TextChoices):
        """What is to be read again."""

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
