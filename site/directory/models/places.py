"""The model of places, from city to street."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.search import index

from directory.models.other_names import OtherNames
from directory.models.record import Record


class Place(OtherNames, Record):
    """A place with its parent place; the page of a place includes entries of the places below it."""

    class Level(models.TextChoices):
        """Levels of places, largest first."""

        CITY = "city", _("city")
        DISTRICT = "district", _("city district")
        AREA = "area", _("area of several quarters")
        QUARTER = "quarter", _("quarter")
        NEIGHBOURHOOD = "neighbourhood", _("neighbourhood")
        STREET = "street", _("street")

    level = models.CharField(_("level"), max_length=20, choices=Level, default=Level.NEIGHBOURHOOD)
    parent = models.ForeignKey(
        "self", verbose_name=_("lies in"), null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    intro = models.TextField(_("introduction"), blank=True)
    latitude = models.DecimalField(
        _("latitude"), max_digits=8, decimal_places=5, null=True, blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)], help_text=_("In degrees (WGS 84), such as 52.06528."),
    )  # fmt: skip
    longitude = models.DecimalField(
        _("longitude"), max_digits=8, decimal_places=5, null=True, blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)], help_text=_("In degrees (WGS 84), such as 4.31829."),
    )  # fmt: skip

    route = "place"
    filled_by_merge = ("intro", "latitude", "longitude")
    panels = [
        FieldPanel("name"),
        FieldPanel("other_names"),
        FieldRowPanel([FieldPanel("level"), FieldPanel("parent")]),
        FieldPanel("intro"),
        FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
        FieldPanel("slug"),
    ]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("locale_id"),
        index.FilterField("merged_into_id"),
        index.FilterField("live"),
        index.FilterField("refused_at"),
        index.FilterField("proposed_by_id"),
    ]

    class Meta(Record.Meta):
        verbose_name = _("place")
        verbose_name_plural = _("places")
        constraints = [models.UniqueConstraint(fields=["locale", "slug"], name="place_address")]

    def clean(self):
        """Require a parent of a higher level, and both coordinates or none."""
        super().clean()
        levels = list(self.Level.values)
        if self.parent and levels.index(self.parent.level) >= levels.index(self.level):
            raise ValidationError({"parent": _("A place lies in something larger than itself.")})
        if (self.latitude is None) != (self.longitude is None):
            raise ValidationError({"longitude": _("Give both coordinates, or neither.")})

    @property
    def choice_note(self) -> str:
        """Level and parent place."""
        return ", ".join(part for part in (self.get_level_display(), str(self.parent or "")) if part)
