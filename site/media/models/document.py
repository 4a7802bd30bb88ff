"""Documents, in practice PDFs."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument

from media.models.rights import RightsMixin


class SiteDocument(RightsMixin, AbstractDocument):
    """A document, in practice a PDF."""

    language = models.CharField(
        _("language"), max_length=5, choices=[("nl", _("Dutch")), ("en", _("English"))], default="nl"
    )

    admin_form_fields = ("title", "file", "language", "maker", "source", "licence", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def clean(self):
        """Check the file extension only when there is a file; the field itself reports a missing one."""
        if self.file:
            super().clean()
