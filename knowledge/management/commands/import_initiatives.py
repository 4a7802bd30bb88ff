"""Imports initiatives from a CSV file, and says what becomes of each line."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from knowledge.initiatives.csv_file import CsvFileError, decode, read_rows
from knowledge.initiatives.importing import count_fates, import_rows


class Command(BaseCommand):
    """The command `import_initiatives`."""

    help = "Import initiatives for the overview from a CSV file; with --dry-run nothing is changed."

    def add_arguments(self, parser):
        """Add the file and --dry-run."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="say what would become of each line, change nothing")

    def handle(self, *args, file: Path, dry_run: bool, **options):
        """Read, plan and import the file; print a line for each line of it."""
        try:
            rows = read_rows(decode(file.read_bytes()))
        except (OSError, CsvFileError) as error:
            raise CommandError(str(error)) from error
        planned = import_rows(rows, dry_run=dry_run)
        for row in planned:
            notes = f" ({'; '.join(row.notes)})" if row.notes else ""
            self.stdout.write(f"{row.line}: {row.fate.label}: {row.name}{notes}")
        counts = ", ".join(f"{number} {fate.label}" for fate, number in count_fates(planned).items())
        self.stdout.write(f"{'dry run: ' if dry_run else ''}{counts or '0'}")
