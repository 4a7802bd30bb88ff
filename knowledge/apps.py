"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KnowledgeConfig(AppConfig):
    """Cases, practices, dossiers, agreements, coalitions, and the questions and offers of the city."""

    name = "knowledge"
    verbose_name = _("Knowledge")

    def ready(self):
        """Register the extensions, and connect the receivers."""
        import knowledge.extensions  # noqa: F401, PLC0415 -- imports models
        from knowledge import signals  # noqa: PLC0415 -- imports models

        signals.connect()
