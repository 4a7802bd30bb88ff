"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    """Users, login and client addresses."""

    name = "accounts"
    default = True
    verbose_name = _("Accounts")


class UsersConfig(WagtailUsersAppConfig):
    """Wagtail's user admin with our forms; replaces `wagtail.users` in INSTALLED_APPS."""

    user_viewset = "accounts.viewsets.UserViewSet"
