"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConfigConfig(AppConfig):
    """Settings, URLs, middleware and management commands of the project."""

    name = "config"
    verbose_name = _("Stadskennis")
