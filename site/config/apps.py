"""App configuration."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.utils.translation import gettext_lazy as _

from config.private_files import protect_new_database


class ConfigConfig(AppConfig):
    """Settings, URLs, middleware and management commands of the project."""

    name = "config"
    verbose_name = _("Stadskennis")

    def ready(self):
        """Make the files of a new database private."""
        connection_created.connect(protect_new_database, dispatch_uid="config.protect_new_database")
