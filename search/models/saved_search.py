"""Searches of which a reader wants to hear what is new."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedSearch(models.Model):
    """An e-mail address and a search. Deleted when the reader ends it or never confirms it; nothing else is kept."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("e-mail address"), max_length=200)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    query = models.CharField(_("search"), max_length=2000)  # of the address of the search page, after the ?
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True, db_index=True)
    checked_at = models.DateTimeField(_("last looked at"))  # or, before it is confirmed, last asked
    told = models.JSONField(_("entries told lately"), default=list, blank=True)

    class Meta:
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        indexes = [models.Index(fields=["email"], name="saved_email")]

    def __str__(self) -> str:
        return str(self.key)
