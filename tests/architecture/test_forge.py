"""The forge and the hooks run what everybody runs: one script and one target, nothing of their own."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_forge_runs_the_same_script():
    workflow = (ROOT / ".github" / "workflows" / "check.yml").read_text(encoding="utf-8")
    steps = re.findall(r"^ +(?:- )?run: (.+)$", workflow, re.MULTILINE)
    assert steps[-1] == "bash .ci/run ${{ matrix.part }}"
    assert 'part: ["", heavy]' in workflow
    assert "make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_hooks_are_local_and_run_the_checks():
    hooks = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    assert re.findall(r"repo: (\S+)", hooks) == ["local"]
    assert re.findall(r"entry: (.+)", hooks) == ["make -s check"]
