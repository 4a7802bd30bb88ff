"""Initiatives without a page of their own: a line in the overview of city labs and initiatives, and a point on the map."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class Initiative(models.Model):
    """An initiative in the city: name, sentence, place, link and who does it. Its name and place make it known."""

    class Phase(models.TextChoices):
        """Progress, in the words of city labs."""

        STARTING = "starting", _("starting")
        RUNNING = "running", _("running")
        FINISHED = "finished", _("finished")
        LASTING = "lasting", _("goes on without an end date")

    name = models.CharField(_("name"), max_length=200)
    sentence = models.CharField(_("in one sentence"), max_length=300, blank=True)
    sentence_en = models.CharField(
        _("in one sentence, in English"),
        max_length=300,
        blank=True,
        help_text=_("If you fill in nothing, English pages show the Dutch."),
    )
    place = models.ForeignKey(
        "directory.Place", verbose_name=_("place"), null=True, blank=True, on_delete=models.SET_NULL,
        related_name="initiatives", help_text=_("The smallest place that fits."),
    )  # fmt: skip
    themes = models.ManyToManyField("directory.Theme", verbose_name=_("themes"), blank=True, related_name="initiatives")
    who = models.CharField(
        _("who"), max_length=200, blank=True, help_text=_("Organisations; a person only with their consent.")
    )
    url = models.URLField(_("link"), max_length=500, blank=True)
    phase = models.CharField(_("phase"), max_length=20, choices=Phase, default=Phase.RUNNING)
    since = models.PositiveSmallIntegerField(
        _("since"), null=True, blank=True, validators=[MinValueValidator(1900), MaxValueValidator(2100)]
    )
    shown = models.BooleanField(_("readers see it"), default=True)

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("initiative")
        verbose_name_plural = _("initiatives")

    def __str__(self) -> str:
        return self.name

    def get_sentence(self, language: str) -> str:
        """Return the sentence in a language; the Dutch one where there is no other."""
        return (self.sentence_en if language == "en" else "") or self.sentence
