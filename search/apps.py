"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Passages and the search page."""

    name = "search"
    verbose_name = _("Search")

    def ready(self):
        """Follow what happens to entries."""
        from search import signals  # noqa: PLC0415 -- models must be loaded

        signals.connect()
