"""Passages of entries as they are indexed."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index


class SearchPassage(index.Indexed, models.Model):
    """A passage of a public entry as last published; its id is `entry_id * PASSAGES_PER_ENTRY + order`."""

    entry = models.ForeignKey("core.EntryPage", on_delete=models.CASCADE, related_name="search_passages")
    locale = models.ForeignKey("wagtailcore.Locale", on_delete=models.CASCADE, related_name="+")
    language = models.CharField(_("language of the text"), max_length=2, blank=True)
    kind = models.CharField(_("kind of passage"), max_length=20)
    order = models.PositiveIntegerField(_("order"))
    anchor = models.CharField(_("anchor"), max_length=100, blank=True)
    title = models.CharField(_("title of the entry"), max_length=255)
    heading = models.CharField(_("heading"), max_length=300, blank=True)
    text = models.TextField(_("text"))
    marks = models.JSONField(_("finer anchors"), default=list, blank=True)  # [[offset in text, anchor], ...]
    revision = models.PositiveBigIntegerField(_("revision that was read"), default=0)
    version = models.BigIntegerField(_("version"), default=0)  # of the index update that wrote it

    search_auto_update = False  # search.indexing.writer writes whole entries at once
    search_fields = [
        index.SearchField("title", boost=3),
        index.SearchField("heading", boost=2),
        index.SearchField("text"),
        index.FilterField("entry_id"),
        index.FilterField("locale_id"),
        index.FilterField("kind"),
    ]

    class Meta:
        verbose_name = _("search passage")
        verbose_name_plural = _("search passages")
        constraints = [models.UniqueConstraint(fields=["entry", "order"], name="passage_order")]

    def __str__(self) -> str:
        return f"{self.title} · {self.heading}"
