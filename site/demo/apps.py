"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DemoConfig(AppConfig):
    """Example content for an empty site."""

    name = "demo"
    verbose_name = _("Example content")
