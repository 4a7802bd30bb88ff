"""Evaluate the compound splitter: `manage.py evaluate_compounds GOLD.tsv NON.txt [--json FILE]`."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from search.analysis import fold, split_compound


def read_gold(path: Path) -> list[tuple[str, tuple[str, ...]]]:
    """Return words and their parts from a file with a header line: form, split by |, more columns."""
    lines = path.read_text(encoding="utf-8").splitlines()[1:]
    columns = [line.split("\t") for line in lines if line.strip()]
    return [(fold(form), tuple(fold(part) for part in split.split("|"))) for form, split, *_ in columns]


def read_words(path: Path) -> list[str]:
    """Return the words of a file, one a line."""
    return [fold(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


class Command(BaseCommand):
    """Report the share of compounds split exactly and of other words split wrongly."""

    help = "Measure how well compounds are taken apart"

    def add_arguments(self, parser):
        """Add the two files and --json."""
        parser.add_argument("gold", type=Path, help="compounds: form TAB parts joined by |")
        parser.add_argument("non", type=Path, help="words that are no compounds, one a line")
        parser.add_argument("--json", metavar="FILE", help="write the figures there")
        parser.add_argument("--list", action="store_true", help="print what went wrong")

    def handle(self, gold, non, **options):
        """Split every word and report the figures."""
        try:
            compounds, others = read_gold(gold), read_words(non)
        except (OSError, ValueError) as error:
            raise CommandError(f"cannot read the words: {error}") from error
        if not compounds or not others:
            raise CommandError("no words to measure with")
        missed = [(word, parts) for word, parts in compounds if split_compound(word) != parts]
        wrong = [word for word in others if split_compound(word)]
        figures = {
            "exact": round(1 - len(missed) / len(compounds), 4),
            "wrongly_split": round(len(wrong) / len(others), 4),
            "compounds": len(compounds),
            "noncompounds": len(others),
        }
        if options["list"]:
            for word, parts in missed:
                self.stdout.write(f"{word}: {'|'.join(split_compound(word)) or 'whole'} (should be {'|'.join(parts)})")
            for word in wrong:
                self.stdout.write(f"{word}: {'|'.join(split_compound(word))} (should stay whole)")
        if options["json"]:
            Path(options["json"]).write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
        for name, value in figures.items():
            self.stdout.write(f"{name}: {value}")
