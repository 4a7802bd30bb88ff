"""What an upgrade of another package can break stands in a register; and what our code needs of others is declared."""

import ast
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from scripts.upstream import Register, hash_tree
from scripts.upstream_uses import FOLDERS, Names, find_imports, find_patches, read_attributes

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
# Packages that no module of ours imports, with who does.
USED_BY_NAME = {
    "argon2-cffi": "PASSWORD_HASHERS", "django-permissions-policy": "MIDDLEWARE", "django-treebeard": "Page.path, a ceiling",
    "django-stubs": "make check", "djhtml": "make check", "djlint": "make check", "mypy": "make check", "gunicorn": "bench/stock_site.py", "import-linter": "make check",
    "pytest-rerunfailures": "the flaky marker", "pytest-socket": "pytest's options", "pytest-xdist": "pytest's options", "ruff": "make check",
    "whitenoise": "MIDDLEWARE",
}  # fmt: skip
ADVICE = "read the upstream diff, then run `python scripts/upstream.py --write`"


@pytest.fixture(scope="module")
def register():
    return Register()


def test_register_names_everything_that_an_upgrade_can_break(register):
    assert register.compare() == [], ADVICE


def find(source: str) -> list[tuple[str, str]]:
    tree = ast.parse(source)
    return [*find_imports(tree, Names(tree)), *find_patches(tree, Names(tree))]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("from wagtail.models import Page", []),
        ("from wagtail.views import serve", [("private import", "wagtail.views:serve")]),
        ("from wagtail import views\nviews.serve", [("private import", "wagtail.views:serve")]),
        ("import wagtail.views\nwagtail.views.serve(1)", [("private import", "wagtail.views:serve")]),
        ("from wagtail.models import _private", [("private import", "wagtail.models:_private")]),
        ("from wagtail.models import Page\nclass A(Page): pass", []),
        (
            "from wagtail.documents.views.documents import IndexView as B\nclass A(B): pass",
            [("subclassed private", "wagtail.documents.views.documents:IndexView")],
        ),
        ("from wagtail.models import Page\nPage.title = 1", [("patched", "wagtail.models:Page.title")]),
        ("from wagtail.models import Page\nsetattr(Page, 'title', 1)", [("patched", "wagtail.models:Page.title")]),
        ("from django.db import connections\nconnections.databases['x'] = 1", [("patched", "django.db:connections.databases")]),
        (
            "from wagtail.models import Page, Site\nfor one in (Page, Site):\n    one.title = 1",
            [("patched", "wagtail.models:Page.title"), ("patched", "wagtail.models:Site.title")],
        ),
        ("a.__class__ = B", [("patched", "the class of an object")]),
        ("page.title = 1", []),
    ],
)  # fmt: skip
def test_uses_are_found(source, found):
    assert find(source) == found


def test_attributes_with_an_underscore_are_found():
    tree = ast.parse(
        "import os\nclass A:\n    def _own(self):\n        self._mine = a._theirs\n        os._exit(getattr(a, '_other'))"
    )
    used, defined = read_attributes(tree)
    assert used - defined == {"_theirs", "_other"}


def test_a_row_tells_what_is_wrong(register):
    known = dict(register.rows)
    use, other = ("private import", "wagtail.views:serve"), ("private import", "wagtail.permissions:policy_registry")
    row = known.pop(use)
    changed = {**known, other: {**known[other], "hash": "0" * 16, "package": "wagtail 7.0"}, ("patched", "a:b"): row}
    copy = Register()
    copy.__dict__["found"], copy.rows = register.found, changed
    assert sorted(copy.compare()) == sorted([
        f"{', '.join(row['where'])}: private import wagtail.views:serve is not in the register",
        f"{', '.join(known[other]['where'])}: private import wagtail.permissions:policy_registry changed from wagtail 7.0 "
        f"to {known[other]['package']}",
        "the register names patched a:b, which nothing uses",
    ])  # fmt: skip


def test_comments_and_layout_do_not_matter_and_code_does():
    first = hash_tree(ast.parse('def a(b):\n    """Say."""\n    return b + 1  # one more\n'))
    assert first == hash_tree(ast.parse("def a(b):\n    return (b +\n        1)\n"))
    assert first != hash_tree(ast.parse("def a(b):\n    return b + 2\n"))


def read_declared(*groups: str) -> dict[str, Requirement]:
    """Return {name: requirement} of the project, its extras and the named groups."""
    lines = list(PROJECT["project"]["dependencies"])
    for extra in PROJECT["project"]["optional-dependencies"].values():
        lines += extra
    lines += [line for group in groups for line in PROJECT["dependency-groups"][group]]
    return {canonicalize_name(one.name): one for one in map(Requirement, lines)}


def read_imported(*folders: str) -> set[str]:
    """Return the distributions that modules in these folders import."""
    known, own, found = packages_distributions(), list_own(), set()
    for path in (path for folder in folders for path in (ROOT / folder).rglob("*.py")):
        for top in read_tops(path) - own - set(sys.stdlib_module_names):
            found |= {canonicalize_name(one) for one in known.get(top, [top])}
    return found


@cache
def read_tops(path: Path) -> frozenset[str]:
    """Return the packages that a module imports."""
    names: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module] if isinstance(node, ast.ImportFrom) and node.module and not node.level else []
    return frozenset(name.split(".")[0] for name in names)


def list_own() -> set[str]:
    """Return the names of our own packages, and of the scripts that import each other."""
    folders = [*FOLDERS, "tests", *(path.name for path in (ROOT / "site").iterdir() if path.is_dir())]
    return {*folders, *(path.stem for path in (ROOT / "scripts").glob("*.py"))}


def test_what_is_imported_is_declared():
    assert (
        sorted(read_imported("site", "knowledge", "publications", "search", "talkshows") - read_declared().keys()) == []
    )
    everything = read_declared("dev", "words").keys()
    assert sorted(read_imported("bench", "scripts", "tests") - everything) == []


def test_what_is_declared_is_used():
    used = read_imported("site", "knowledge", "publications", "search", "talkshows", "bench", "scripts", "tests")
    declared = read_declared("dev", "words").keys()
    assert sorted(declared - used - USED_BY_NAME.keys()) == []
    assert sorted(USED_BY_NAME.keys() - (declared - used)) == []


def test_what_is_used_privately_has_a_ceiling(register):
    declared, open_ended = read_declared(), set()
    for row in register.rows.values():
        name = canonicalize_name(row["package"].split()[0])
        if not any(one.operator in {"<", "<=", "==", "~="} for one in declared[name].specifier):
            open_ended.add(name)
    assert sorted(open_ended) == []
