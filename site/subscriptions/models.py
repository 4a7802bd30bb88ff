"""Subscriptions of readers: an e-mail address, and what it is told about."""

import hashlib
import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


def make_identity(kind: str, subject: str, language: str, email: str) -> str:
    """Return what is the same for two subscriptions that are the same, whatever the capitals of the address."""
    return hashlib.sha256("\n".join([kind, subject, language, email.strip().casefold()]).encode()).hexdigest()


class Subscription(models.Model):
    """Who is told what. Deleted when the reader unsubscribes or does not confirm, and when nothing more can come.

    `subject` and `told` belong to the kind (`subscriptions.kinds`); `revision` counts the claims of `told`
    and what made it due again.
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=40)
    subject = models.CharField(_("subject"), max_length=2000, blank=True)
    email = models.EmailField(_("e-mail address"), max_length=200)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    identity = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    # Before confirmation: when the confirmation mail was last sent; then: when it was last looked whether there is news.
    checked_at = models.DateTimeField(_("last looked at"))
    due_at = models.DateTimeField(_("next look at"), null=True, blank=True, db_index=True)
    told = models.JSONField(_("what was told"), default=dict, blank=True)
    revision = models.PositiveIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("subscription of a reader")
        verbose_name_plural = _("subscriptions of readers")
        indexes = [
            models.Index(fields=["email"], name="subscribed_email"),
            models.Index(fields=["kind", "subject"], name="subscribed_subject"),
        ]

    def __str__(self) -> str:
        return str(self.key)

    def save(self, *args, **kwargs) -> None:
        """Keep the identity with a new row."""
        self.identity = self.identity or make_identity(self.kind, self.subject, self.language, self.email)
        super().save(*args, **kwargs)
