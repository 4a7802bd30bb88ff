"""The SQLite database is read where not a byte can be written, and is written again as soon as there is room."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from config.sqlite3.base import has_unwritten_log, is_file, write_back
from tests.example import State

ROOT = Path(__file__).resolve().parents[3]
pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="about SQLite: made when the tests run on it")
PAGES = [
    "/", "/en/", "/stadslabs/", "/talkshows/", "/zoeken/?q=wijk", "/zoeken/suggesties/?q=wi", "/feeds/alles.xml", "/sitemap.xml",
    "/agenda/agenda.ics", "/themas/", "/feeds/podcast.xml", "/contact/", "/beheer/login/", "/-/ready",
]  # fmt: skip


@pytest.fixture
def folder(settled_demo, copies, tmp_path):
    """An installation with the example content, cleanly stopped."""
    copies.save_example(State.SETTLED, tmp_path)
    with closing(sqlite3.connect(tmp_path / "stadskennis.sqlite3")) as database:
        database.execute("PRAGMA journal_mode=WAL")
    return tmp_path


def visit(folder: Path) -> dict:
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}}
    environment = {
        **kept, "VAR_DIR": str(folder), "DEBUG": "false", "STADSKENNIS_ENV_FILE": "none", "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
    }  # fmt: skip
    command = [sys.executable, "-m", "tests.config.sqlite3.visit", *PAGES]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


def test_site_that_cannot_write_a_byte(folder):
    found = visit(folder)
    assert found == {"pages": dict.fromkeys(PAGES, 200), "message": 507, "typed": True, "with room": 303}


def leave_log(path: Path) -> None:
    """Make a database as a killed process leaves it: its last change stands in the log alone."""
    script = f"""if True:
        import os, sqlite3
        database = sqlite3.connect({str(path)!r})
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE word(text)")
        database.execute("INSERT INTO word VALUES('laatste')")
        database.commit()
        os._exit(0)
    """
    subprocess.run([sys.executable, "-c", script], check=True)


def test_log_of_a_killed_process_is_written_back_without_its_second_file(tmp_path):
    path = tmp_path / "a.sqlite3"
    leave_log(path)
    (tmp_path / "a.sqlite3-shm").unlink()
    assert has_unwritten_log(path) and write_back(path) and not has_unwritten_log(path)
    with closing(sqlite3.connect(f"file:{path}?immutable=1", uri=True)) as database:
        assert database.execute("SELECT text FROM word").fetchall() == [("laatste",)]
    assert not write_back(path)


def test_names_that_are_no_files(tmp_path):
    assert not is_file(":memory:") and not is_file("file:x?mode=memory") and not is_file(tmp_path / "none.sqlite3")
