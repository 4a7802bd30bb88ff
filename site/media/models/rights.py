"""Mixins for the rights of a file and for texts in English."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Licence(models.TextChoices):
    """Licence of a work; values are SPDX identifiers in lower case where one exists."""

    CC_BY = "cc-by-4.0", "CC BY 4.0"
    CC_BY_SA = "cc-by-sa-4.0", "CC BY-SA 4.0"
    CC_BY_NC = "cc-by-nc-4.0", "CC BY-NC 4.0"
    CC0 = "cc0-1.0", "CC0 1.0"
    RESERVED = "all-rights-reserved", _("All rights reserved")

    @property
    def url(self) -> str:
        """URL of the licence text; empty for all rights reserved."""
        return {
            "cc-by-4.0": "https://creativecommons.org/licenses/by/4.0/deed.nl",
            "cc-by-sa-4.0": "https://creativecommons.org/licenses/by-sa/4.0/deed.nl",
            "cc-by-nc-4.0": "https://creativecommons.org/licenses/by-nc/4.0/deed.nl",
            "cc0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/deed.nl",
        }.get(self.value, "")


class RightsMixin(models.Model):
    """Maker, source and licence of a file."""

    maker = models.CharField(_("maker"), max_length=200, blank=True, help_text=_("Photographer, artist or author."))
    source = models.CharField(
        _("source"), max_length=300, blank=True, help_text=_("Where you got it: a site, an archive, “own work”.")
    )
    licence = models.CharField(_("licence"), max_length=30, choices=Licence, default=Licence.CC_BY)

    class Meta:
        abstract = True

    @property
    def licence_url(self) -> str:
        """URL of the licence text, or an empty string."""
        return Licence(self.licence).url


class EnglishTextMixin(models.Model):
    """English versions of text fields; English pages fall back to the Dutch text."""

    alt_en = models.CharField(_("text alternative in English"), max_length=300, blank=True)
    caption_en = models.CharField(_("caption in English"), max_length=300, blank=True)
    source_en = models.CharField(_("source in English"), max_length=300, blank=True)

    class Meta:
        abstract = True

    def get_localized_text(self, name: str) -> str:
        """Return the text of the field `name` in the active language."""
        return (get_language() == "en" and getattr(self, f"{name}_en")) or getattr(self, name)

    def get_text_language(self, name: str) -> str:
        """Return "nl" where an English page falls back to the Dutch text of the field `name`, else an empty string."""
        is_fallback = get_language() == "en" and getattr(self, name) and not getattr(self, f"{name}_en")
        return "nl" if is_fallback else ""

    @property
    def caption_language(self) -> str:
        """Language of the caption where it is not that of the page."""
        return self.get_text_language("caption")

    @property
    def source_language(self) -> str:
        """Language of the source where it is not that of the page."""
        return self.get_text_language("source")

    @property
    def localized_caption(self) -> str:
        """Caption in the active language."""
        return self.get_localized_text("caption")

    @property
    def localized_source(self) -> str:
        """Source in the active language."""
        return self.get_localized_text("source")
