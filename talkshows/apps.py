"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TalkshowsConfig(AppConfig):
    """Series, episodes, other gatherings and their agenda."""

    name = "talkshows"
    verbose_name = _("Talk shows")

    def ready(self):
        """Let the floor know what comes next, what can be followed, and what guests took back."""
        from core import cards, coming, following, withheld, work  # noqa: PLC0415 -- apps must be loaded
        from media import serving  # noqa: PLC0415 -- apps must be loaded
        from talkshows import consents, signals  # noqa: PLC0415 -- models must be loaded
        from talkshows.events import find_next  # noqa: PLC0415 -- models must be loaded
        from talkshows.following import announce, list_calendars  # noqa: PLC0415 -- models must be loaded
        from talkshows.line import find_line  # noqa: PLC0415 -- models must be loaded
        from talkshows.tasks import cut_waiting  # noqa: PLC0415 -- models must be loaded

        cards.register("episodepage")
        coming.register(find_next)
        coming.register_line(find_line)
        following.register(announce, list_calendars)
        withheld.register(consents.WithheldWords())
        serving.register_withdrawn(consents.is_withdrawn)
        signals.connect()
        work.register(cut_waiting)
