"""Saved searches: subscriptions to new results by e-mail."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedSearch(models.Model):
    """An e-mail address and a query. Deleted when the reader unsubscribes or does not confirm."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("e-mail address"), max_length=200)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    query = models.CharField(_("search"), max_length=2000)  # query string of the search page
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True, db_index=True)
    checked_at = models.DateTimeField(
        _("last looked at")
    )  # before confirmation: when the confirmation mail was last sent
    told = models.JSONField(_("entries told lately"), default=list, blank=True)

    class Meta:
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        indexes = [models.Index(fields=["email"], name="saved_email")]

    def __str__(self) -> str:
        return str(self.key)
