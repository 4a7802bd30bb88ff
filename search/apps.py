"""App configuration."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Passages and the search page."""

    name = "search"
    verbose_name = _("Search")

    def ready(self):
        """Follow what happens to entries, mend at start, and tell how the index is."""
        from core import finding, headings, health, work  # noqa: PLC0415 -- models must be loaded
        from search import mail_tasks, nearness, signals, status, tables, tasks, watching  # noqa: PLC0415 -- models must be loaded
        from search.analysis import split_compound  # noqa: PLC0415 -- beside them

        signals.connect()
        watching.connect()
        post_migrate.connect(tables.prepare, sender=self, dispatch_uid="search.tables")
        work.register(tasks.mend)
        work.register(mail_tasks.daily)
        headings.register("nl", split_compound)
        finding.register(nearness.find_near)
        health.register("index", status.check_index, vital=True)
        health.register("analysis_version", status.analysis_version)
