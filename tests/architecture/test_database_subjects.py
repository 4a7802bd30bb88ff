"""The run on PostgreSQL holds the tests of every module that asks a database for what it does in its own way."""

import re
from pathlib import Path

import pytest

from tests import database_subjects

ROOT = Path(__file__).resolve().parents[2]


def test_every_such_module_has_tests_in_the_run():
    modules = database_subjects.find_modules()
    assert len(modules) > 60
    assert [str(module) for module in modules if not database_subjects.find_tests_of(module)] == []


@pytest.mark.parametrize(
    "name",
    ["search/engines/test_contract.py", "page_cache/test_middleware.py", "core/test_hostile.py",
     "directory/merging/test_execute.py", "architecture/test_migrations.py"],
)  # fmt: skip
def test_what_needs_a_second_database_is_in_it(name):
    found = {str(path.relative_to(database_subjects.TESTS)) for path in database_subjects.find_tests()}
    assert (database_subjects.TESTS / name).exists()
    assert name in found


@pytest.mark.parametrize(
    "code",
    ['cursor.execute("SELECT 1")', "connection.vendor", ".select_for_update()", "filter(title__icontains=word)",
     "except IntegrityError", "KeyTransform('a', 'data')", "Lower(F('name'))"],
)  # fmt: skip
def test_words_of_such_modules(code):
    assert database_subjects.WORDS.search(code)


def test_what_the_run_leaves_out_exists():
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    lines = re.findall(r"same\+?=\((.+)\)", script)
    names = [name for line in lines for name in _expand(line)]
    assert len(names) > 8
    assert [name for name in names if not (ROOT / "tests" / name).exists()] == []


def _expand(line: str) -> list[str]:
    """Return the words of a line of the shell, with the words in braces written out."""
    found = []
    for word in re.findall(r"(?:\{[^}]*\}|[^\s{])+", line):
        parts = re.split(r"\{([^}]*)\}", word)
        words = [parts[0]]
        for middle, end in zip(parts[1::2], parts[2::2], strict=True):
            words = [f"{begin}{choice}{end}" for begin in words for choice in middle.split(",")]
        found += words
    return found
