"""Evaluate the forms of words: `manage.py evaluate_inflection PAIRS.tsv STRANGERS.tsv [--json FILE]`."""

import json
from collections import Counter
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from search.analysis import query_words

KINDS = ("ADJ", "NOUN", "VERB")


def read_rows(path: Path, columns: int) -> list[list[str]]:
    """Return the rows of a file with at least `columns` columns."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    if not rows or any(len(row) < columns for row in rows):
        raise ValueError(f"{path}: {columns} columns separated by tabs are needed")
    return rows


def meets(asked: str, held: str) -> bool:
    """Return whether a question of one word matches a text that holds only another one: by form, lemma or compound."""
    (question, *_), texts = query_words(asked, "nl"), query_words(held, "nl")
    lemmas = {question.stem, *question.forms}
    return any(text.exact == question.exact or lemmas & {text.stem, *text.parts} for text in texts)


def share_met(one: str, two: str) -> float:
    """Return the share of the two directions of a pair in which the question meets the text."""
    return (meets(one, two) + meets(two, one)) / 2


class Command(BaseCommand):
    """Report the shares of pairs of forms that do not meet, and of pairs of other words that do."""

    help = "Measure whether the forms of a word find each other"

    def add_arguments(self, parser):
        """Add the two files and the output options."""
        parser.add_argument("pairs", type=Path, help="form TAB form TAB lemma TAB ADJ, NOUN or VERB")
        parser.add_argument("strangers", type=Path, help="two words of other lemmas, separated by TAB")
        parser.add_argument("--json", metavar="FILE", help="write the figures there")
        parser.add_argument("--list", action="store_true", help="print what went wrong")

    def handle(self, pairs, strangers, **options):
        """Compare every pair and report the figures."""
        try:
            rows, others = read_rows(pairs, 4), read_rows(strangers, 2)
        except (OSError, ValueError) as error:
            raise CommandError(f"cannot read the words: {error}") from error
        missed = [(row, 1 - share_met(row[0], row[1])) for row in rows]
        merged = [row for row in others if meets(row[0], row[1]) or meets(row[1], row[0])]
        counts = Counter(row[3] for row in rows)
        lost = Counter()
        for row, share in missed:
            lost[row[3]] += share
        figures = {
            "missed": {kind: round(lost[kind] / counts[kind], 4) for kind in KINDS if counts[kind]},
            "pairs": len(rows),
            "merged_strangers": round(len(merged) / len(others), 4),
            "strangers": len(others),
        }
        if options["list"]:
            for row, share in missed:
                if share:
                    self.stdout.write(f"missed: {row[0]} {row[1]} ({row[3]})")
            for row in merged:
                self.stdout.write(f"merged: {row[0]} {row[1]}")
        if options["json"]:
            Path(options["json"]).write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
        for name, value in figures.items():
            self.stdout.write(f"{name}: {value}")
