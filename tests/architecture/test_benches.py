"""Every bench that the help names is run by its name, and a name that is none is refused."""

import ast
import re
import subprocess
import sys

from bench import run

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
