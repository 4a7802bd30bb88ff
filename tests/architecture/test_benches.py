"""Every bench that the help names is run by its name, a name that is none is refused, and what benches import exists."""

import ast
import importlib.util
import re
import subprocess
import sys

import pytest

from bench import run

OURS = {path.name for base in (run.ROOT, run.ROOT / "site") for path in base.iterdir() if path.is_dir()}
NAMED = set(re.findall(r"^([a-z_]+) +\S", run.__doc__, re.MULTILINE))


def test_benches_of_the_help_are_those_that_run():
    assert {*run.ALWAYS, *run.BY_NAME} == NAMED


def test_each_bench_has_its_function():
    for name, (module, function, _ready) in run.BY_NAME.items():
        tree = ast.parse((run.ROOT / "bench" / f"{module}.py").read_text())
        assert function in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, name
    assert all(callable(getattr(run, name)) for name in run.ALWAYS)


def test_a_name_that_is_no_bench_is_refused():
    done = subprocess.run(
        [sys.executable, run.ROOT / "bench" / "run.py", "--only", "form"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2 and "invalid choice" in done.stderr


@pytest.mark.parametrize("path", sorted((run.ROOT / "bench").glob("*.py")), ids=lambda path: path.stem)
def test_what_a_bench_imports_when_it_is_run_exists(path):
    """They import within their functions, once Django is set up, which no check of the modules sees."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module != "__future__":
            try:
                module = importlib.import_module(node.module)
            except ModuleNotFoundError as error:
                if error.name.split(".")[0] in OURS:
                    raise
                continue  # a program that only a bench uses
            missing = [
                name.name for name in node.names if not hasattr(module, name.name) and not _is_module(node, name)
            ]
            assert missing == [], node.module


def _is_module(node: ast.ImportFrom, name: ast.alias) -> bool:
    return importlib.util.find_spec(f"{node.module}.{name.name}") is not None
