"""Compare the index with the database: `manage.py search_status [--verify] [--json FILE]`."""

import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand

from search.indexing import outbox, repair, status
from search.tasks import drain_outbox


class Command(BaseCommand):
    """Report the status of the index; with --verify repair it, and exit 1 if that was needed."""

    help = "Compare the search index with the public entries"

    def add_arguments(self, parser):
        """Add --verify and --json."""
        parser.add_argument("--verify", action="store_true", help="repair what differs; exit 1 when something did")
        parser.add_argument("--json", metavar="FILE", help="write the report there")

    def handle(self, **options):
        """Print the report, and repair with --verify."""
        report = status.report()
        wrong = [*report["stale"], *report["gone"]]
        if options["json"]:
            Path(options["json"]).write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
        for name, value in report.items():
            self.stdout.write(f"{name}: {value}")
        if options["verify"]:
            repair.repair()
            if outbox.next_due() is not None:
                drain_outbox.enqueue()
            if wrong:
                self.stdout.write(f"mended {len(wrong)} entries")
                sys.exit(1)
