"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConfigConfig(AppConfig):
    """The roof: settings, addresses, middleware."""

    name = "config"
    verbose_name = _("Stadskennis")
