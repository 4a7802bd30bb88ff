"""A series of talk shows."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.admin.panels import entry_tabs
from core.models import EntryPage
from talkshows.events.series_programme import arrange
from talkshows.models.episode import list_episodes


class SeriesPage(EntryPage):
    """A series; its episodes are its child pages."""

    is_creatable = True
    page_description = _("A talk show with a name of its own and several evenings.")
    kind_example = _("Den Haag Draait Door")
    kind, tab, cover, schema_type = "series", "talk", "talk", "PodcastSeries"
    icon = "list-ol"
    subpage_types = ["talkshows.EpisodePage"]
    edit_handler = entry_tabs([])

    class Meta:
        verbose_name = _("talk show series")
        verbose_name_plural = _("talk show series")

    @property
    def calendar_url(self) -> str:
        """URL of the iCalendar file of all episodes, or an empty string while the page has no URL."""
        return f"{self.url}agenda.ics" if self.url else ""

    def get_structured_data(self) -> dict:
        """Return the feed that has the recordings."""
        return {"webFeed": f"{settings.SITE_URL}{reverse('podcast')}"}

    def get_context(self, request, *args, **kwargs):
        """Add the public episodes as a programme."""
        context = super().get_context(request, *args, **kwargs)
        return {**context, "programme": arrange(list_episodes(self))}
