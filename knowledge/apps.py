"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KnowledgeConfig(AppConfig):
    """Cases, practices, dossiers, agreements and coalitions."""

    name = "knowledge"
    verbose_name = _("Knowledge")
