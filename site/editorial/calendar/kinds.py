"""The kinds of date in the calendar of the board."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What happens on a date; the values are those of `core.extensions.CalendarDate.kind`."""

    EVENT = "event", _("Event")
    PLANNED = "planned", _("Planned publication")
    WITHDRAWAL = "withdrawal", _("Goes off the site")
    DUE = "due", _("To be reviewed by the board")
    REVIEW = "review", _("Look at it again")
