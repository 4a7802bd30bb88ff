"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    """People, organisations, themes and places."""

    name = "directory"
    verbose_name = _("Directory")

    def ready(self):
        """Tell the file server which records are public."""
        from directory.models import Organisation, Person  # noqa: PLC0415 -- models must be loaded
        from media.serving import register_records  # noqa: PLC0415 -- models must be loaded

        def is_public(model, ids) -> bool:
            if model is Organisation:
                return True
            return model is Person and Person.objects.filter(pk__in=ids, consent=True).exists()

        register_records(is_public)
