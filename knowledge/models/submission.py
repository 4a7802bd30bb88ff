"""What anybody brings in: a form that is being filled in, and the private side of a question or offer.

The address of who brought something in is in `Submission` only: never on the page, in its versions, in tasks or in logs.
See docs/decisions/0070.
"""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SubmissionForm(models.Model):
    """A form that somebody is filling in, under a secret address; deleted a day after its first step."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20)  # `kind` of the page model
    language = models.CharField(max_length=5, choices=settings.LANGUAGES)
    data = models.JSONField(default=dict)  # {step: what was typed}
    saves = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = _("form that is being filled in")
        verbose_name_plural = _("forms that are being filled in")

    def __str__(self) -> str:
        return str(self.key)[:8]


class Submission(models.Model):
    """Who brought in a question or offer: an address, for as long as the card lives.

    Before the address is confirmed there is no page, only `data`. Deleted at withdrawal, without confirmation, and some time
    after the card closed.
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20)
    language = models.CharField(max_length=5, choices=settings.LANGUAGES)
    email = models.EmailField(_("e-mail address"), max_length=200)
    name = models.CharField(_("name"), max_length=120, blank=True)
    data = models.JSONField(default=dict)  # cleaned values until a page holds them
    page = models.OneToOneField(
        "core.EntryPage", null=True, blank=True, on_delete=models.CASCADE, related_name="submission"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)  # first published by the board, and told so
    changed_at = models.DateTimeField(null=True, blank=True)  # by who brought it in, after the board's last publication
    reminded_for = models.DateField(null=True, blank=True)  # the last day of which the reminder was sent
    ended_at = models.DateTimeField(null=True, blank=True)  # when its card was closed or answered
    ended_by_clock = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("question or offer that was brought in")
        verbose_name_plural = _("questions and offers that were brought in")
        indexes = [models.Index(fields=["email"], name="submission_email")]

    def __str__(self) -> str:
        return str(self.key)[:8]
