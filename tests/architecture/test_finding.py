"""The finding test: every task leads to a file that is there."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_every_task_has_its_file():
    text = (ROOT / "tests" / "architecture" / "finding_tasks.md").read_text(encoding="utf-8")
    tasks = re.findall(r"^(\d+)\. ", text, re.MULTILINE)
    files = dict(re.findall(r"^\| (\d+) \| `(.+)` \|$", text, re.MULTILINE))
    assert tasks == list(files)
    assert [path for path in files.values() if not (ROOT / path).is_file()] == []
