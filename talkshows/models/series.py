"""A series of talk shows."""

from django.utils.translation import gettext_lazy as _

from core.admin.panels import entry_tabs
from core.models import EntryPage
from talkshows.models.episode import list_episodes


class SeriesPage(EntryPage):
    """A series such as Den Haag Draait Door; its episodes lie below it."""

    is_creatable = True
    kind, tab, cover, schema_type = "series", "talk", "talk", "EventSeries"
    icon = "list-ol"
    subpage_types = ["talkshows.EpisodePage"]
    edit_handler = entry_tabs([])

    class Meta:
        verbose_name = _("talk show series")
        verbose_name_plural = _("talk show series")

    @property
    def calendar_url(self) -> str:
        """Address of the calendar of all episodes; empty while the series has none."""
        return f"{self.url}agenda.ics" if self.url else ""

    def get_context(self, request, *args, **kwargs):
        """Add the episodes in their order."""
        context = super().get_context(request, *args, **kwargs)
        context["episodes"] = list_episodes(self)
        return context
