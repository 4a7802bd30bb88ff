"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    """The floor: entries, blocks, passages, public views."""

    name = "core"
    verbose_name = _("Knowledge site")

    def ready(self):
        """Connect what keeps entries right."""
        from django_tasks.signals import task_finished  # noqa: PLC0415 -- apps must be loaded

        from core import long_texts, signals, work  # noqa: PLC0415 -- models must be loaded
        from core.tasks import forget_message, refresh_statistics  # noqa: PLC0415 -- models must be loaded
        from core.versions import uses_file  # noqa: PLC0415 -- models must be loaded
        from media.serving import register_users  # noqa: PLC0415 -- models must be loaded
        from media.tasks import read_waiting  # noqa: PLC0415 -- models must be loaded

        long_texts.connect()
        signals.connect()
        register_users(uses_file)
        work.register(read_waiting)
        work.register(refresh_statistics)
        task_finished.connect(forget_message, dispatch_uid="core.forget_message")
