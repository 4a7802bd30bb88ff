"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TalkshowsConfig(AppConfig):
    """Series, episodes, other gatherings and their agenda."""

    name = "talkshows"
    verbose_name = _("Talk shows")

    def ready(self):
        """Let the home page know what comes next."""
        from core import coming  # noqa: PLC0415 -- apps must be loaded
        from talkshows.line import find_line  # noqa: PLC0415 -- models must be loaded
        from talkshows.models.agenda import find_coming  # noqa: PLC0415 -- models must be loaded

        coming.register(find_coming)
        coming.register_line(find_line)
