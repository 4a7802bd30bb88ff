"""What was missing in public entries when the worker looked."""

from django.db import models


class EntryFindings(models.Model):
    """What was missing in a page when it was looked at."""

    wagtail_reference_index_ignore = True

    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, related_name="findings")
    number = models.PositiveIntegerField(db_index=True)
    texts = models.JSONField(default=list)
    checked_at = models.DateTimeField()

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"{self.page_id}: {self.number}"
