"""Collections whose files are public without being used."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PublicCollection(models.Model):
    """A collection whose files are public even if no page uses them, such as a press kit."""

    collection = models.OneToOneField(
        "wagtailcore.Collection", verbose_name=_("collection"), on_delete=models.CASCADE, related_name="made_public"
    )
    reason = models.CharField(_("why"), max_length=200, help_text=_("What readers find here, such as “press kit”."))

    class Meta:
        verbose_name = _("public collection")
        verbose_name_plural = _("public collections")

    def __str__(self) -> str:
        return str(self.collection)
