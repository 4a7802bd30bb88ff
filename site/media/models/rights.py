"""Rights of a file: licence, maker and source, and its texts in English."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Licence(models.TextChoices):
    """How others may use a work; the value is an SPDX-like short name."""

    CC_BY = "cc-by-4.0", "CC BY 4.0"
    CC_BY_SA = "cc-by-sa-4.0", "CC BY-SA 4.0"
    CC_BY_NC = "cc-by-nc-4.0", "CC BY-NC 4.0"
    CC0 = "cc0-1.0", "CC0 1.0"
    RESERVED = "all-rights-reserved", _("All rights reserved")

    @property
    def url(self) -> str:
        """Address of the licence's text; empty for all rights reserved."""
        return {
            "cc-by-4.0": "https://creativecommons.org/licenses/by/4.0/deed.nl",
            "cc-by-sa-4.0": "https://creativecommons.org/licenses/by-sa/4.0/deed.nl",
            "cc-by-nc-4.0": "https://creativecommons.org/licenses/by-nc/4.0/deed.nl",
            "cc0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/deed.nl",
        }.get(self.value, "")


class RightsMixin(models.Model):
    """Who made a file, where it comes from and how it may be used."""

    maker = models.CharField(_("maker"), max_length=200, blank=True, help_text=_("Photographer, artist or author."))
    source = models.CharField(
        _("source"), max_length=300, blank=True, help_text=_("Where you got it: a site, an archive, “own work”.")
    )
    licence = models.CharField(_("licence"), max_length=30, choices=Licence, default=Licence.CC_BY)

    class Meta:
        abstract = True

    @property
    def licence_url(self) -> str:
        """Address of the licence's text, or empty."""
        return Licence(self.licence).url


class EnglishTextMixin(models.Model):
    """What is said about an image, in English; where it is empty, English pages show the Dutch words."""

    alt_en = models.CharField(_("text alternative in English"), max_length=300, blank=True)
    caption_en = models.CharField(_("caption in English"), max_length=300, blank=True)
    source_en = models.CharField(_("source in English"), max_length=300, blank=True)

    class Meta:
        abstract = True

    def say(self, name: str) -> str:
        """Return the words of the field `name` in the language of the page that is made now."""
        return (get_language() == "en" and getattr(self, f"{name}_en")) or getattr(self, name)

    @property
    def localized_caption(self) -> str:
        """The caption in the language of the page."""
        return self.say("caption")

    @property
    def localized_source(self) -> str:
        """The source in the language of the page."""
        return self.say("source")
