"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from core.extensions import fixed_pages, open_work_finders, startup_tasks
from core.fixed_pages import PAGES
from media.extensions import file_user_checks, file_user_finders, public_record_checks


class CoreConfig(AppConfig):
    """Entries, their blocks and passages, and the public pages."""

    name = "core"
    verbose_name = _("Knowledge site")

    def ready(self):
        """Connect the signals, and register form fields and extensions."""
        from core import signals  # noqa: PLC0415 -- imports models
        from core.admin.field_labels import translate_made_labels  # noqa: PLC0415 -- only while the app starts
        from core.admin.text_fields import register_text_area  # noqa: PLC0415 -- imports models
        from core.entries import superseding  # noqa: PLC0415 -- imports models
        from core.entries.document_users import is_readable_page  # noqa: PLC0415 -- imports models
        from core.entries.planned_refusals import find_refused_plans  # noqa: PLC0415 -- imports models
        from core.models.querysets import find_next_date  # noqa: PLC0415 -- imports models
        from core.tasks import refresh_statistics  # noqa: PLC0415 -- imports models
        from media.tasks import drop_expired_uploads, read_waiting  # noqa: PLC0415 -- imports models
        from page_cache.state import clock_moments  # noqa: PLC0415 -- imports models

        signals.connect()
        public_record_checks.add(is_readable_page)
        file_user_checks.add(superseding.is_used_by_readable_version)
        file_user_finders.add(superseding.find_entries_with_readable_version)
        open_work_finders.add(find_refused_plans)
        startup_tasks.add(read_waiting, drop_expired_uploads, refresh_statistics)
        fixed_pages.add(*PAGES)
        clock_moments.add(find_next_date)
        register_text_area()
        translate_made_labels()
