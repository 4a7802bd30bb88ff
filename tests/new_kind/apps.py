"""App configuration."""

from django.apps import AppConfig


class NewKindConfig(AppConfig):
    """Installed by the test settings only."""

    name = "tests.new_kind"
    label = "new_kind"
    default_auto_field = "django.db.models.BigAutoField"
