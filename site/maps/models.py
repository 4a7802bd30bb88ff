"""Outlines that editors uploaded for a city."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from directory.models import Place
from maps.forms import OutlineSetForm


class OutlineSet(models.Model):
    """Outlines of one level of places of a city; they go before those that come with the site.

    The form refuses a second set for a city and level. A merge of two cities may still leave two: then the one that was changed last counts.
    """

    city = models.ForeignKey(
        "directory.Place", verbose_name=_("city"), on_delete=models.CASCADE, related_name="outline_sets",
        limit_choices_to={"level": Place.Level.CITY},
    )  # fmt: skip
    level = models.CharField(
        _("what is outlined"), max_length=20, choices=Place.Level, default=Place.Level.DISTRICT,
        help_text=_("The names in the file are those of places of this level."),
    )  # fmt: skip
    licence = models.CharField(_("licence"), max_length=100, help_text=_("Shown with the map, such as CC BY 4.0."))
    source = models.CharField(_("source"), max_length=200, help_text=_("Who made the outlines, and in which year."))
    features = models.JSONField(editable=False, default=dict)
    changed = models.DateTimeField(auto_now=True)

    base_form_class = OutlineSetForm
    panels = [
        FieldRowPanel([FieldPanel("city"), FieldPanel("level")]),
        FieldPanel("file"),
        FieldRowPanel([FieldPanel("licence"), FieldPanel("source")]),
    ]

    class Meta:
        verbose_name = _("outlines")
        verbose_name_plural = _("outlines")
        ordering = ["city", "level"]

    def __str__(self) -> str:
        return f"{self.city}: {self.get_level_display()}"

    @property
    def number(self) -> int:
        """Number of outlines."""
        return len(self.features.get("features", ()))
