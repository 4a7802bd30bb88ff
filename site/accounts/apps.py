"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    """Who may sign in: the lowest layer."""

    name = "accounts"
    default = True
    verbose_name = _("Accounts")


class UsersConfig(WagtailUsersAppConfig):
    """Wagtail's screens for accounts with our forms; it stands in INSTALLED_APPS in place of `wagtail.users`."""

    user_viewset = "accounts.viewsets.UserViewSet"
