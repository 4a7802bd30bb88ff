"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TalkshowsConfig(AppConfig):
    """Series, episodes, other gatherings and their agenda."""

    name = "talkshows"
    verbose_name = _("Talk shows")

    def ready(self):
        """Register the app's extensions and connect its signal receivers."""
        import talkshows.extensions  # noqa: F401, PLC0415 -- models must be loaded
        from talkshows import signals  # noqa: PLC0415 -- models must be loaded

        signals.connect()
