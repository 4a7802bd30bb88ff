"""`manage.py copy_database --to URL`: copy all rows and keys from SQLite to PostgreSQL, or back."""

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError
from django.db import DEFAULT_DB_ALIAS, connections

from config.database_copy import check_empty, compare, copy_rows, migrate
from config.settings.environment import parse_database

TARGET = "copy_target"


class Command(BaseCommand):
    """Copy the database into an empty one and compare the two."""

    help = __doc__

    def add_arguments(self, parser):
        """Add `--to`."""
        parser.add_argument("--to", required=True, help="Such as postgresql://name:password@127.0.0.1:5432/stadskennis")

    def handle(self, *args, to: str, **options):
        """Migrate the other database, copy, compare and report."""
        try:
            settings = parse_database(to)
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from None
        connections.settings[TARGET] = connections.configure_settings({"default": {}, TARGET: settings})[TARGET]
        try:
            migrate(to)
            check_empty(TARGET)
            number = copy_rows(DEFAULT_DB_ALIAS, TARGET)
            differing = compare(DEFAULT_DB_ALIAS, TARGET)
        finally:
            connections[TARGET].close()
        if differing:
            raise CommandError("\n".join([*differing, f"{len(differing)} differences"]))
        self.stdout.write(f"{number} rows copied, 0 differences.")
        self.stdout.write("Next: set DATABASE_URL to the new database, and run rebuild_search there.")
