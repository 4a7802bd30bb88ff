"""App configuration."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """The search application."""

    name = "search"
    verbose_name = _("Search")

    def ready(self):
        """Register extensions and connect the signals of index and cache."""
        import search.extensions  # noqa: F401, PLC0415 -- models must be loaded
        from search import signals  # noqa: PLC0415 -- models must be loaded
        from search.indexing import tables  # noqa: PLC0415 -- models must be loaded

        signals.connect()
        post_migrate.connect(tables.on_post_migrate, sender=self, dispatch_uid="search.indexing.tables")
