"""What tells every process that its table in memory is old."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class EntryChange(models.Model):
    """An entry was published anew, or (without entry) a record of the directory changed.

    The row is written in the transaction of the change itself, so whoever sees the change sees the row. The key is
    random: a process knows by the keys alone which changes it has taken in.
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    entry_id = models.BigIntegerField(_("entry"), null=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("change of an entry")
        verbose_name_plural = _("changes of entries")

    def __str__(self) -> str:
        return f"{self.entry_id or 'all'}"
