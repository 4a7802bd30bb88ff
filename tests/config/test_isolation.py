"""Tests and benches never reach the services of a site that lives on this machine."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LIVE = {
    "SEARCH_ENGINE": "elasticsearch", "SEARCH_INDEX_PREFIX": "live_", "ELASTICSEARCH_URL": "http://live.example:9200",
    "ELASTICSEARCH_API_KEY": "secret", "CACHE_URL": "redis://live.example", "EMAIL_HOST": "mail.example", "MAP_TILES": "https://live.example/{z}/{x}/{y}",
}  # fmt: skip


def run(*command, **values) -> subprocess.CompletedProcess:
    own = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    environment = own | LIVE | {"PYTHONPATH": f"{ROOT / 'site'}:{ROOT}"} | values
    return subprocess.run([sys.executable, *command], env=environment, cwd=ROOT, capture_output=True, text=True)


def test_settings_of_tests_name_no_service_of_the_shell(tmp_path):
    code = "import os, config.settings.test as s; print(s.SEARCH_ENGINE, s.ELASTICSEARCH, s.CACHES, s.MAP_TILES, list(s.WAGTAILSEARCH_BACKENDS), dict(os.environ))"
    first, second = (run("-c", code, VAR_DIR=str(tmp_path)) for _time in range(2))
    assert first.stdout.startswith("sqlite ") and "'PREFIX': 'test_" in first.stdout, first.stderr
    assert not any(word in first.stdout for word in ("live", "secret", "mail.example", "fallback"))
    assert find_prefix(first) != find_prefix(second)
    given = run("-c", code, VAR_DIR=str(tmp_path), TEST_ELASTICSEARCH_URL="http://node.example:9201")
    assert "'URL': 'http://node.example:9201'" in given.stdout


def find_prefix(done: subprocess.CompletedProcess) -> str:
    return done.stdout.split("'PREFIX': '")[1].split("'")[0]


def test_bench_takes_no_database_of_the_shell_and_none_with_pages(tmp_path):
    live = tmp_path / "live.sqlite3"
    with sqlite3.connect(live) as database:
        database.execute("CREATE TABLE wagtailcore_page (id integer primary key)")
        database.execute("INSERT INTO wagtailcore_page VALUES (1)")
    address = f"sqlite:///{live}"
    done = run("bench/run.py", "--only", "fuzz", BENCH_DATABASE_URL=address, SEARCH_ENGINE="")
    assert done.returncode == 1 and "holds pages" in done.stderr
    code = "import os; from bench import run; run.leave_site_alone(); print(dict(os.environ))"
    done = run("-c", code, DATABASE_URL=address, STADSKENNIS_ENV_FILE=str(tmp_path))
    assert "DATABASE_URL is left alone" in done.stderr and "'STADSKENNIS_ENV_FILE': 'none'" in done.stdout
    assert "live" not in done.stdout and "test_" in done.stdout
    assert list(sqlite3.connect(live).execute("SELECT name FROM sqlite_master")) == [("wagtailcore_page",)]
