"""Makes the pages of the site ready for the server's next start: `manage.py fill_page_cache`."""

from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Makes pages as readers would ask for them, and writes them to a file."""

    help = "Make all public pages ready before the server starts; PAGE_CACHE_FILL_SECONDS limits the time."

    def handle(self, *args, **options):
        """Fill the cache and say how many pages are ready."""
        from config.gateway.warming import fill  # noqa: PLC0415 -- other commands do without the application
        from config.wsgi import application  # noqa: PLC0415 -- as above

        if settings.PAGE_CACHE and settings.PAGE_CACHE_FILL_SECONDS:
            ready = fill(application, settings.PAGE_CACHE_FILL_SECONDS)
            self.stdout.write(f"{ready} pages are ready.")
