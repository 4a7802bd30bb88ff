"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediaConfig(AppConfig):
    """Images, documents and recordings with their rights, and how they are served."""

    name = "media"
    verbose_name = _("Images and files")
