"""Which tests say something else on another database: those of the modules that ask one for what it may answer in its own way.

`--only-database` keeps them for the run on PostgreSQL (.ci/run). A module that asks for such a thing brings its tests into
that run by itself: the test of its name or, where there is none, the tests of its folder that are about no one module (`find_tests_of`).
"""

import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TESTS = ROOT / "tests"
# What databases do in their own way, and how code asks for it. Migrations, which are run on each, declare fields and constraints.
ASKED = {
    "SQL of our own": r"\bcursor\b|\.raw\(|RawSQL|\.vendor\b|RunSQL",
    "locks and transactions that fail": r"select_for_update|on_commit|OperationalError|DatabaseError|savepoint",
    "case, accents and patterns of text": r"__(i?contains|i?startswith|i?endswith|iexact|i?regex)\b|__(search|unaccent|trigram)|Lower\(|Upper\(|Collate",
    "broken constraints": r"IntegrityError|DataError",
    "JSON and types": r"KeyTransform|__has_key|ArrayField|SearchVector",
}
WORDS = re.compile("|".join(ASKED.values()))
# The engines of search are the database's own: what asks them is run on each, its pages as far as they ask in their own way;
# migrations run on each.
WHOLE_FOLDERS = (
    "search/engines", "search/gate", "search/indexing", "search/query", "search/records", "search/wagtail_backends",
    "search/pages/test_hostile.py", "search/test_migrations.py", "architecture/test_migrations.py",
)  # fmt: skip
APPS = ("site", "knowledge", "talkshows", "publications", "search")


def find_modules() -> list[Path]:
    """Return the modules that ask a database for what it does in its own way."""
    paths = [path for app in APPS for path in sorted((ROOT / app).rglob("*.py")) if "migrations" not in path.parts]
    return [path for path in paths if WORDS.search(path.read_text(encoding="utf-8"))]


@cache
def find_tests() -> frozenset[Path]:
    """Return the files of tests that are run on each database."""
    found = {path for module in find_modules() for path in find_tests_of(module)}
    found |= {path for path in TESTS.rglob("test_*.py") if WORDS.search(path.read_text(encoding="utf-8"))}
    whole = [TESTS / name for name in WHOLE_FOLDERS]
    found |= {path for place in whole for path in ([place] if place.suffix else place.rglob("test_*.py"))}
    return frozenset(found)


def find_tests_of(module: Path) -> list[Path]:
    """Return the files of tests of a module: of its name, or those about its folder as a whole, or about one above."""
    place = module.relative_to(ROOT / "site" if module.is_relative_to(ROOT / "site") else ROOT)
    folder, name = TESTS / place.parent, place.stem
    own = folder / f"test_{name}.py"
    if own.exists():
        return [own]
    for named in (folder / name, folder.parent / name):  # a model may have the name of the folder that is about it
        if named.is_dir():
            return sorted(named.rglob("test_*.py"))
    while folder != TESTS:
        here = sorted(folder.glob("test_*.py"))
        if here:
            return [path for path in here if not _is_of_one_module(path)] or here
        folder = folder.parent
    tests = sorted((TESTS / place.parts[0]).rglob("test_*.py"))
    return [path for path in tests if name in path.read_text(encoding="utf-8")]


def _is_of_one_module(path: Path) -> bool:
    """Return whether a module has the name of this file of tests."""
    place, name = path.relative_to(TESTS).parent, path.stem.removeprefix("test_")
    return any((ROOT / base / place / form).exists() for base in ("site", ".") for form in (f"{name}.py", name))
