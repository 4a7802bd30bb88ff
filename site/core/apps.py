"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    """Entries, their blocks and passages, and the public pages."""

    name = "core"
    verbose_name = _("Knowledge site")

    def ready(self):
        """Add what core itself does, and connect the signals."""
        from django_tasks.signals import task_finished  # noqa: PLC0415 -- its models must be loaded

        from core import signals  # noqa: PLC0415 -- models must be loaded
        from core.admin import text_fields  # noqa: PLC0415 -- models must be loaded
        from core.entries.superseding import uses_file  # noqa: PLC0415 -- models must be loaded
        from core.extensions import startup_tasks  # noqa: PLC0415 -- models must be loaded
        from core.tasks import forget_message, refresh_statistics  # noqa: PLC0415 -- models must be loaded
        from media.extensions import file_user_checks  # noqa: PLC0415 -- models must be loaded
        from media.tasks import read_waiting  # noqa: PLC0415 -- models must be loaded

        file_user_checks.add(uses_file)
        startup_tasks.add(read_waiting, refresh_statistics)
        text_fields.connect()
        signals.connect()
        task_finished.connect(forget_message, dispatch_uid="core.forget_message")
