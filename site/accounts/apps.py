"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Who may sign in: the lowest layer."""

    name = "accounts"
    verbose_name = _("Accounts")
