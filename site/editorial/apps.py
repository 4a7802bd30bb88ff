"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EditorialConfig(AppConfig):
    """Roles, workflow and the board's own screens."""

    name = "editorial"
    verbose_name = _("Editorial board")
