"""The query log: counts of queries, without any data about readers."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class LoggedQuery(models.Model):
    """Searches for a text on one day, and the results found last. Retention: search.query_log.recorder."""

    language = models.CharField(_("language"), max_length=5)
    text = models.CharField(_("asked"), max_length=80)
    day = models.DateField(_("day"), default=timezone.localdate, db_index=True)
    number = models.PositiveIntegerField(_("times"), default=0)
    found = models.PositiveIntegerField(_("found"), default=0)

    class Meta:
        verbose_name = _("asked query")
        verbose_name_plural = _("asked queries")
        constraints = [models.UniqueConstraint(fields=["language", "text", "day"], name="asked_once_a_day")]

    def __str__(self) -> str:
        return self.text
