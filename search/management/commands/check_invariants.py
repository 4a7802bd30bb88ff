"""Check ranking expectations: `manage.py check_invariants [--json FILE]`; exit 1 if one is not met."""

import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand

from search.curation import expectations


class Command(BaseCommand):
    """Check all ranking expectations and print the rank of entries that fail."""

    help = "Check that promised entries are among the first ten for their words"

    def add_arguments(self, parser):
        """Add --json."""
        parser.add_argument("--json", metavar="FILE", help="write the result there")

    def handle(self, **options):
        """Run the checks, write the report, and exit 1 if an expectation is not met."""
        results = expectations.check_expectations()
        broken = [result for result in results if not result.is_met]
        for result in broken:
            where = result.rank or "no place"
            self.stdout.write(f"{result.language} {result.words!r}: {result.entry!r} stands at {where}")
        self.stdout.write(f"{len(results) - len(broken)} of {len(results)} promises kept")
        if options["json"]:
            rows = [
                {
                    "language": one.language,
                    "words": one.words,
                    "entry": one.entry,
                    "place": one.rank,
                    "kept": one.is_met,
                }
                for one in results
            ]
            report = {"promises": len(results), "kept": len(results) - len(broken), "rows": rows}
            Path(options["json"]).write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
        if broken:
            sys.exit(1)
