"""The house: layers, the folder `site/`, sizes, lock files, contracts that the docs must name."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[2]
PYTHON_FILES = [
    path
    for folder in ("site", "knowledge", "publications", "search", "talkshows", "scripts", "tests")
    for path in (ROOT / folder).rglob("*.py")
    if "migrations" not in path.parts
]


def test_site_is_no_package():
    assert not (ROOT / "site" / "__init__.py").exists()


def test_imports_run_downward_only():
    environment = dict(os.environ, PYTHONPATH=f"{ROOT}:{ROOT / 'site'}")
    tool = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([tool, "--no-cache"], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_files_are_small():
    assert len(PYTHON_FILES) > 500
    lines = {path.relative_to(ROOT): len(path.read_text(encoding="utf-8").splitlines()) for path in PYTHON_FILES}
    most = {path: 400 if path.parts[0] == "tests" else 300 for path in lines}
    assert {str(path): number for path, number in lines.items() if number > most[path]} == {}


@pytest.mark.parametrize("name", ["utils", "helpers", "services", "mixins", "common", "misc"])
def test_no_module_without_a_subject(name):
    assert [path for path in PYTHON_FILES if path.stem == name] == []


def test_every_test_folder_is_a_package():
    folders = {path.parent for path in (ROOT / "tests").rglob("test_*.py")}
    assert [folder for folder in folders if not (folder / "__init__.py").exists()] == []


@pytest.mark.parametrize("name", ["base", "production", "dev", "uv"])
def test_lock_has_hashes_and_no_host(name):
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    assert "http" not in text and "--index-url" not in text
    pins = re.findall(r"^[a-z0-9._-]+(?:\[.*?\])?==", text, re.MULTILINE | re.IGNORECASE)
    assert pins
    assert text.count("--hash=sha256:") >= len(pins)


def test_direct_dependencies_are_locked_at_their_floor_or_above():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    locked: dict = {}
    for name, version in re.findall(
        r"^([a-z0-9._-]+)==([^ ;\\]+)", (ROOT / "requirements" / "dev.txt").read_text(), re.MULTILINE
    ):
        locked.setdefault(name, set()).add(Version(version))
    for line in wanted:
        requirement = Requirement(line)
        assert all(requirement.specifier.contains(found) for found in locked[requirement.name.lower()]), line


def test_every_component_stands_on_the_patterns_page():
    patterns = (ROOT / "templates" / "patterns.html").read_text(encoding="utf-8")
    styles = {path.stem for path in (ROOT / "site" / "static" / "css" / "components").glob("*.css")}
    elsewhere = {
        "mast",
        "foot",
        "scene",
        "hero",
        "form",
        "facets",
        "kit",
        "embed",
        "steps",
        "fits",
    }  # on every page, or in docs/design.md
    for name in styles - elsewhere:
        assert re.search(rf"\b{name}\b", patterns), name
