"""App configuration."""

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _
from wagtail.signals import copy_for_translation_done


class EditorialConfig(AppConfig):
    """Roles, workflow and admin customisations."""

    name = "editorial"
    verbose_name = _("Editorial board")

    def ready(self):
        """Connect role creation, translation ownership and the gates, and replace inline scripts of widgets; make exports safe."""
        from editorial import approval, csp_widgets, exports, extensions, publication_gate, review, translations  # noqa: F401, PLC0415 -- models must be loaded
        from editorial.groups import disown_translation, ensure_roles  # noqa: PLC0415 -- models must be loaded
        from editorial.inbox import receivers  # noqa: PLC0415 -- models must be loaded
        from editorial.page_policy import register_page_policy  # noqa: PLC0415 -- models must be loaded

        # After the last app with models, when the permissions of all of them exist.
        last = [config for config in apps.get_app_configs() if config.models_module is not None][-1]
        post_migrate.connect(ensure_roles, sender=last, dispatch_uid="editorial.groups")
        register_page_policy()
        csp_widgets.patch_widgets()
        approval.connect()
        publication_gate.guards.connect()
        receivers.connect()
        exports.secure_exports()
        copy_for_translation_done.connect(disown_translation, dispatch_uid="editorial.translation")
