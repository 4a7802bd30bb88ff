"""What the board has sent about an event, so that the countdown asks for each message once."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SentMessage(models.Model):
    """A step of the countdown that was done. `day` is the day of the event that it was about: a new date counts down again.

    `entry_key` is the event's translation key and covers all languages.
    """

    entry_key = models.UUIDField(_("event"))
    step = models.CharField(_("message"), max_length=10)
    day = models.DateField(_("day of the event"))
    sent_at = models.DateTimeField(_("sent"), auto_now_add=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("sent by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("sent message")
        verbose_name_plural = _("sent messages")
        constraints = [models.UniqueConstraint(fields=["entry_key", "step", "day"], name="message_sent_once")]
