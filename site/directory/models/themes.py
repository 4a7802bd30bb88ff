"""The model of themes."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from directory.models.other_names import OtherNames
from directory.models.record import Record


class Theme(OtherNames, Record):
    """A subject of entries, such as liveability or housing."""

    intro = models.TextField(_("introduction"), blank=True, help_text=_("Two or three sentences above the list."))

    route = "theme"
    filled_by_merge = ("intro",)
    panels = [FieldPanel("name"), FieldPanel("other_names"), FieldPanel("intro"), FieldPanel("slug")]
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
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        constraints = [models.UniqueConstraint(fields=["locale", "slug"], name="theme_address")]
