"""Eight publishers at once on the embedded database: every save arrives."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.heavy
@pytest.mark.skipif(connection.vendor != "sqlite", reason="about SQLite: made when the tests run on it")
def test_eight_publishers_save_two_hundred_times(copies, tmp_path):
    shutil.copy(copies.migrated.path, tmp_path / "publishers.sqlite3")
    environment = dict(
        os.environ,
        DATABASE_URL=f"sqlite:///{tmp_path / 'publishers.sqlite3'}",
        DJANGO_SETTINGS_MODULE="config.settings.test",
        PYTHONPATH=f"{ROOT}:{ROOT / 'site'}",
    )
    command = [sys.executable, "-m", "tests.core.publish_together"]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
