"""Attributes that are named by a string exist: a rename that forgets one makes `hasattr` false, and nothing fails."""

import ast
import importlib.util
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OURS = ("site", "knowledge", "publications", "search", "talkshows")
PACKAGES = ("django", "wagtail", "wagtail_localize", "wagtailmedia", "modelcluster", "PIL", "psycopg")
DEFINITION = re.compile(
    r"related_name=.(\w+)|^\s*(?:async )?(?:def|class) (\w+)|\b(\w+) *(?::[^=\n]+)?=(?!=)|^\s+(\w+):", re.MULTILINE
)


def read_files(folder: Path) -> list[str]:
    """Return the Python sources in a folder."""
    return [path.read_text(encoding="utf-8") for path in folder.rglob("*.py") if "tests" not in path.parts]


def find_named(sources: list[str]) -> set[str]:
    """Return the names that `hasattr` and `getattr` ask for by a string."""
    calls = [node for source in sources for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    asked = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id in {"hasattr", "getattr"}]
    names = [call.args[1].value for call in asked if isinstance(call.args[1], ast.Constant)]
    return {name for name in names if not name.startswith("__")}


def find_defined(sources: list[str]) -> set[str]:
    """Return the names that the sources define: functions, classes, variables, attributes, arguments."""
    return {name for source in sources for match in DEFINITION.findall(source) for name in match if name}


def test_every_attribute_that_a_string_names_is_defined():
    sources = [source for folder in OURS for source in read_files(ROOT / folder)]
    named = find_named(sources)
    assert len(named) > 25
    missing = named - find_defined(sources)
    folders = [Path(importlib.util.find_spec(name).submodule_search_locations[0]) for name in PACKAGES]
    theirs = [source for folder in folders for source in read_files(folder) if any(name in source for name in missing)]
    assert sorted(missing - find_defined(theirs)) == []


def test_a_name_that_is_defined_nowhere_is_found():
    source = 'class Page:\n    kind = 1\n\n\nif hasattr(page, "kind") and getattr(page, "old_kind", None):\n    pass\n'
    assert find_named([source]) - find_defined([source]) == {"old_kind"}
