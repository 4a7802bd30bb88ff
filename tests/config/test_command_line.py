"""`manage.py`: an installation has production's settings and its own key, whatever command runs; development has its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

ROOT = Path(__file__).resolve().parents[2]
KEY = "k3y-" * 20
HTTPS = {"SITE_URL": "https://stadskennis.example"}
CODE = """
import os, runpy, sys
from django.core import management
def tell(arguments):
    from django.conf import settings
    print(os.environ["DJANGO_SETTINGS_MODULE"].rsplit(".")[-1], settings.DEBUG, settings.SECRET_KEY)
management.execute_from_command_line = tell
sys.argv = ["manage.py", *sys.argv[1:]]
runpy.run_path(sys.argv.pop(1), run_name="__main__")
"""


def run(folder: Path, command: str, values: dict) -> subprocess.CompletedProcess:
    """Run `manage.py` up to where the command would begin; it prints settings, DEBUG and key."""
    environment = {"PATH": os.environ["PATH"], "VAR_DIR": str(folder), "STADSKENNIS_ENV_FILE": "none", **values}
    arguments = [sys.executable, "-c", CODE, str(ROOT / "manage.py"), command]
    return subprocess.run(arguments, env=environment, cwd=folder, capture_output=True, text=True)


@pytest.mark.parametrize(
    ("command", "values"),
    [("serve", {"SECRET_KEY": KEY}), ("migrate", {"SECRET_KEY": KEY}), ("collectstatic", {"SECRET_KEY": KEY, **HTTPS})],
)
def test_installation_has_the_settings_of_production_and_its_key(tmp_path, command, values):
    done = run(tmp_path, command, values)
    assert done.stdout.split() == ["production", "False", KEY], done.stderr


@pytest.mark.parametrize(("command", "values"), [("serve", {}), ("worker", {}), ("migrate", HTTPS)])
def test_installation_without_a_key_does_not_start(tmp_path, command, values):
    done = run(tmp_path, command, values)
    assert (done.returncode, done.stdout) == (1, "") and "SECRET_KEY: give" in done.stderr.splitlines()[-1]


def test_key_that_was_made_serves(tmp_path):
    (tmp_path / "secret-key").write_text(KEY)
    assert run(tmp_path, "serve", {}).stdout.split() == ["production", "False", KEY]


@pytest.mark.parametrize("command", ["runserver", "makemigrations"])
def test_development_needs_no_setting(tmp_path, command):
    assert run(tmp_path, command, {}).stdout.split()[:2] == ["dev", "True"]


def test_settings_that_are_named_stand_and_use_the_key(tmp_path):
    values = {"DJANGO_SETTINGS_MODULE": "config.settings.dev", "SECRET_KEY": KEY, **HTTPS}
    assert run(tmp_path, "runserver", values).stdout.split() == ["dev", "True", KEY]


def test_bad_setting_is_one_line(tmp_path):
    values = {"VAR_DIR": str(tmp_path), "SECRET_KEY": KEY, "WEB_WORKERS": "vier", "STADSKENNIS_ENV_FILE": "none"}
    command = [sys.executable, str(ROOT / "manage.py"), "serve"]
    done = subprocess.run(command, env={"PATH": os.environ["PATH"], **values}, capture_output=True, text=True)
    assert done.returncode == 1 and done.stderr.startswith("manage.py: WEB_WORKERS: ")
    assert done.stderr.count("\n") == 1 and done.stdout == ""


@pytest.mark.parametrize("port", ["acht", "-1", "70000"])
def test_port_that_is_none_is_told_in_a_line(monkeypatch, port):
    monkeypatch.setenv("PORT", port)
    with pytest.raises(CommandError, match=f"PORT={port}: give a number from 1 to 65535"):
        call_command("serve")
