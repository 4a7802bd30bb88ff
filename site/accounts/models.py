"""Users, and what limits attempts."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """A user of the admin; readers have no accounts."""


class Attempt(models.Model):
    """One use of a limited form, under keyed hashes that change every day; deleted when its limit has passed."""

    kind = models.CharField(max_length=20)
    client = models.CharField(max_length=64)
    network = models.CharField(max_length=64)
    wide_network = models.CharField(max_length=64)
    subject = models.CharField(max_length=64, blank=True)  # an account or an e-mail address
    made_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        indexes = [
            models.Index(fields=["kind", "network"], name="attempt_network"),
            models.Index(fields=["kind", "subject"], name="attempt_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.network[:8]}"
