"""Evaluate search on datasets of documents and queries: `manage.py evaluate_search DIR...`."""

import json
import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from search.engines.registry import get_engine
from search.evaluation.datasets import DatasetError, read_documents, read_queries
from search.evaluation.sandbox import SandboxError, make_sandbox


class Command(BaseCommand):
    """Evaluate datasets in a subprocess with a temporary database and index."""

    help = "Measure the search on folders with docs.jsonl and queries.jsonl, in a throw-away index"

    def add_arguments(self, parser):
        """Add the folders and the output options."""
        parser.add_argument("folders", nargs="+", metavar="DIR", type=Path)
        parser.add_argument("--engine", choices=["sqlite", "postgresql", "elasticsearch"])
        parser.add_argument("--json", metavar="FILE", type=Path, help="figures of each set")
        parser.add_argument("--run", metavar="FILE", type=Path, help="the ranking of each query, to count again")
        parser.add_argument("--inside", action="store_true", help="this process's database is the throw-away one")

    def handle(self, **options):
        """Start the subprocess, or measure in it."""
        try:
            if options["inside"]:
                self.measure(options)
            else:
                self.start(options)
        except (DatasetError, SandboxError) as problem:
            raise CommandError(str(problem)) from None

    def start(self, options):
        """Run this command in a subprocess with a sandbox environment."""
        for folder in options["folders"]:
            if not (folder / "docs.jsonl").is_file():
                raise DatasetError(f"{folder}: no docs.jsonl")
        arguments = [str(folder) for folder in options["folders"]]
        for name in ("json", "run"):
            if options[name]:
                arguments += [f"--{name}", str(options[name].resolve())]
        with make_sandbox(options["engine"] or settings.SEARCH_ENGINE) as own:
            command = [sys.executable, str(settings.ROOT_DIR / "manage.py"), "evaluate_search", "--inside", *arguments]
            done = subprocess.run(command, env={**os.environ, **own}, check=False)  # noqa: S603 -- this very command
        if done.returncode:
            raise CommandError("the evaluation failed", returncode=done.returncode)

    def measure(self, options):
        """Load the datasets, run all queries and write the report."""
        from search.evaluation import runner  # noqa: PLC0415 -- needs a database of its own

        call_command("migrate", verbosity=0)
        documents = [document for folder in options["folders"] for document in read_documents(folder)]
        sets = [queries for folder in options["folders"] for queries in read_queries(folder)]
        figures = {}
        names = runner.load(documents)
        with open(options["run"] or os.devnull, "w", encoding="utf-8") as file:
            for ranking in runner.evaluate_all(sets, names, figures):
                for rank, (name, score) in enumerate(zip(ranking.names, ranking.scores, strict=True), start=1):
                    match = "whole" if rank <= ranking.whole else "part"
                    file.write(f"{ranking.set_name}\t{ranking.query_id}\t{rank}\t{name}\t{score:.6f}\t{match}\n")
        report = runner.make_report(len(documents), figures)
        get_engine(settings.SEARCH_ENGINE).drop()
        if options["json"]:
            options["json"].write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
        self.print(report)

    def print(self, report):
        """Print a line per set."""
        self.stdout.write(f"{report['engine']}, {report['documents']} documents, {report['passages']} passages")
        for name, figures in report["sets"].items():
            self.stdout.write(f"{name:24}" + "  ".join(f"{key} {value}" for key, value in figures.items()))
