"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SubscriptionsConfig(AppConfig):
    """Mail that readers asked for."""

    name = "subscriptions"
    verbose_name = _("Mail to readers")

    def ready(self):
        """Register extensions."""
        import subscriptions.extensions  # noqa: F401, PLC0415 -- models must be loaded
