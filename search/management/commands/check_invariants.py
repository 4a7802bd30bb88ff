"""Checks what search promises: `manage.py check_invariants [--json FILE]`; exit 1 when a promise is broken."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

from django.core.management.base import BaseCommand

from search.curation import expectations


class Command(BaseCommand):
    """Ask every promise of the editors and say where its entry stands."""

    help = "Check that promised entries are among the first ten for their words"

    def add_arguments(self, parser):
        """Add --json."""
        parser.add_argument("--json", metavar="FILE", help="write the result there")

    def handle(self, **options):
        """Check, print what is broken, and exit 1 when something is."""
        checked = expectations.check_expectations()
        broken = [one for one in checked if not one.kept]
        for one in broken:
            self.stdout.write(f"{one.language} {one.words!r}: {one.entry!r} stands at {one.place or 'no place'}")
        self.stdout.write(f"{len(checked) - len(broken)} of {len(checked)} promises kept")
        if options["json"]:
            rows = [{**asdict(one), "kept": one.kept} for one in checked]
            report = {"promises": len(checked), "kept": len(checked) - len(broken), "rows": rows}
            Path(options["json"]).write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
        if broken:
            sys.exit(1)
