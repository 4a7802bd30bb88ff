"""Settings: read in a process of their own, with one clear line for what is wrong."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
KEY = "k3y-" * 20


def read(expression: str, tmp_path, **values) -> subprocess.CompletedProcess:
    """Print an expression of production's settings."""
    code = f"import config.settings.production as s; print({expression})"
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": f"{ROOT / 'site'}:{ROOT}", "VAR_DIR": str(tmp_path), "SECRET_KEY": KEY,
                   "STADSKENNIS_ENV_FILE": "none", **values}  # fmt: skip
    return subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, cwd=tmp_path)


def test_https_makes_cookies_secure_and_host_bound(tmp_path):
    done = read(
        "s.SESSION_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_NAME, s.CSRF_COOKIE_SECURE",
        tmp_path,
        SITE_URL="https://stadskennis.example",
    )
    assert done.stdout.strip() == "__Host-sessionid True __Host-csrftoken True", done.stderr


def test_sqlite_is_set_up_for_several_writers(tmp_path):
    done = read("s.DATABASES['default']['OPTIONS']", tmp_path)
    assert (
        "'transaction_mode': 'IMMEDIATE'" in done.stdout
        and "'timeout': 20" in done.stdout
        and "journal_mode=WAL" in done.stdout
    )


@pytest.mark.parametrize(
    ("values", "line"),
    [
        ({"SECRET_KEY": "kort"}, "SECRET_KEY"),
        ({"SITE_URL": "onzin"}, "SITE_URL"),
        ({"SITE_URL": "http://stadskennis.example"}, "SITE_URL"),
        ({"DATABASE_URL": "mysql://x/y"}, "DATABASE_URL"),
        ({"TRUSTED_PROXIES": "onzin"}, "TRUSTED_PROXIES"),
        ({"SEARCH_ENGINE": "onzin"}, "SEARCH_ENGINE"),
        ({"EMAIL_HOST": "mail.example", "EMAIL_PORT": "onzin"}, "EMAIL_PORT"),
        ({"EMAIL_HOST": "mail.example", "EMAIL_PORT": "70000"}, "EMAIL_PORT"),
        ({"WEB_WORKERS": "vier"}, "WEB_WORKERS"),
        ({"WEB_WORKERS": "0"}, "WEB_WORKERS"),
        ({"SITE_URL": "http://127.0.0.1:acht"}, "SITE_URL"),
        ({"SITE_URL": "https://[stadskennis"}, "SITE_URL"),
        ({"ELASTICSEARCH_TIMEOUT": "-1"}, "ELASTICSEARCH_TIMEOUT"),
        ({"ELASTICSEARCH_TIMEOUT": "nan"}, "ELASTICSEARCH_TIMEOUT"),
        ({"BOARD_READS_WITHIN": "-3"}, "BOARD_READS_WITHIN"),
        ({"PAGE_CACHE_FILL_SECONDS": "-1"}, "PAGE_CACHE_FILL_SECONDS"),
    ],
)
def test_bad_value_is_one_clear_line(tmp_path, values, line):
    done = read("1", tmp_path, **values)
    last = done.stderr.strip().splitlines()[-1]
    assert done.returncode != 0
    assert last.startswith("django.core.exceptions.ImproperlyConfigured: ") and line in last


def test_elasticsearch_keeps_the_database_as_fallback(tmp_path):
    done = read("sorted(s.WAGTAILSEARCH_BACKENDS)", tmp_path, SEARCH_ENGINE="elasticsearch")
    assert done.stdout.strip() == "['default', 'fallback']"
