"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TalkshowsConfig(AppConfig):
    """Series and episodes."""

    name = "talkshows"
    verbose_name = _("Talk shows")
