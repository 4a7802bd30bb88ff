"""App configuration."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class PageCacheConfig(AppConfig):
    """Answers to anonymous readers, kept until something changes."""

    name = "page_cache"
    verbose_name = _("Page cache")

    def ready(self):
        """Close the cache while migrations run; write the triggers and open it after them."""
        from page_cache import triggers  # noqa: PLC0415 -- needs the models of all apps

        pre_migrate.connect(triggers.close_for_migrations, sender=self, dispatch_uid="page_cache.close")
        post_migrate.connect(triggers.install_after_migrations, sender=self, dispatch_uid="page_cache.install")
