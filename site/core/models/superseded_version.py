"""Earlier versions of entries: what readers could read before a correction."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _


class EarlierVersion(models.Model):
    """An entry as it was published until a correction; shown while that correction stands on the entry."""

    entry = models.ForeignKey("core.EntryPage", on_delete=models.CASCADE, related_name="earlier_versions")
    correction = models.CharField(max_length=36)  # id of the block
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
        """Return its address; it stays when the entry moves."""
        with translation.override(self.entry.language):
            return reverse("earlier_version", args=[self.pk])


class EarlierFile(models.Model):
    """An image or document of an earlier version, which is served as long as that is readable."""

    version = models.ForeignKey(EarlierVersion, on_delete=models.CASCADE, related_name="files")
    content_type = models.ForeignKey("contenttypes.ContentType", on_delete=models.CASCADE, related_name="+")
    object_id = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["content_type", "object_id"], name="earlier_file")]

    def __str__(self) -> str:
        return f"{self.content_type_id}: {self.object_id}"
