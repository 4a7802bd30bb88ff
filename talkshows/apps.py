"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TalkshowsConfig(AppConfig):
    """Series, episodes, other gatherings and their agenda."""

    name = "talkshows"
    verbose_name = _("Talk shows")

    def ready(self):
        """Let the home page know what comes next, and readers what they can follow."""
        from core import coming, following  # noqa: PLC0415 -- apps must be loaded
        from talkshows.events import find_next  # noqa: PLC0415 -- models must be loaded
        from talkshows.following import announce, list_calendars  # noqa: PLC0415 -- models must be loaded

        coming.register(find_next)
        following.register(announce, list_calendars)
