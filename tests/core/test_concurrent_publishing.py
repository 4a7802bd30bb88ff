"""Eight publishers at once on the embedded database: every save arrives."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_eight_publishers_save_two_hundred_times(tmp_path):
    environment = dict(
        os.environ,
        DATABASE_URL=f"sqlite:///{tmp_path / 'publishers.sqlite3'}",
        DJANGO_SETTINGS_MODULE="config.settings.test",
        PYTHONPATH=f"{ROOT}:{ROOT / 'site'}",
    )
    command = [sys.executable, "-m", "tests.core.publish_together"]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
