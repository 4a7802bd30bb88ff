"""Versions of entries that were superseded by a correction."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _


class EarlierVersion(models.Model):
    """An entry as it was published until a correction; readable while the entry has that correction."""

    entry = models.ForeignKey("core.EntryPage", on_delete=models.CASCADE, related_name="earlier_versions")
    correction = models.CharField(max_length=36)  # id of the block of `EntryPage.corrections`
    content = models.JSONField(encoder=DjangoJSONEncoder)
    published_at = models.DateTimeField(null=True)
    superseded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("earlier version")
        verbose_name_plural = _("earlier versions")
        ordering = ["superseded_at"]
        constraints = [models.UniqueConstraint(fields=["entry", "correction"], name="version_correction")]

    def __str__(self) -> str:
        return f"{self.entry_id}: {self.superseded_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        """Return the URL of the version; it does not change when the entry moves."""
        with translation.override(self.entry.language):
            return reverse("earlier_version", args=[self.pk])


class EarlierFile(models.Model):
    """An image or document of an earlier version; served while that version is readable."""

    version = models.ForeignKey(EarlierVersion, on_delete=models.CASCADE, related_name="files")
    content_type = models.ForeignKey("contenttypes.ContentType", on_delete=models.CASCADE, related_name="+")
    object_id = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["content_type", "object_id"], name="earlier_file")]

    def __str__(self) -> str:
        return f"{self.content_type_id}: {self.object_id}"
