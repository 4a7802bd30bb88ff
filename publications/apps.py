"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublicationsConfig(AppConfig):
    """Reports, articles, interviews, minutes and editions."""

    name = "publications"
    verbose_name = _("Publications")
