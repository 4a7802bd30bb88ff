"""App configuration."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.utils.translation import gettext_lazy as _

from config.library_labels import set_labels
from config.private_files import protect_new_database


class ConfigConfig(AppConfig):
    """Settings, URLs, middleware and management commands of the project."""

    name = "config"
    verbose_name = _("Stadskennis")

    def ready(self):
        """Make the files of a new database private; label fields of Wagtail's forms."""
        connection_created.connect(protect_new_database, dispatch_uid="config.protect_new_database")
        set_labels()
