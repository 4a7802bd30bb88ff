"""Moving from SQLite to PostgreSQL: the example content, with 0 differences, and never over somebody's work."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection

from config.database_copy import find_models
from tests.config.postgresql import serve
from tests.example import State

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.postgresql


def manage(folder: Path, *arguments: str, url: str = "") -> subprocess.CompletedProcess:
    """Run a command of an installation of its own, on SQLite in `folder` or on the database at `url`."""
    environment = {
        **{name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}},
        "DJANGO_SETTINGS_MODULE": "config.settings.dev", "VAR_DIR": str(folder), "STADSKENNIS_ENV_FILE": "none",
        **({"DATABASE_URL": url} if url else {}),
    }  # fmt: skip
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.heavy
@pytest.mark.skipif(connection.vendor != "sqlite", reason="moves the SQLite file of the example content")
def test_example_content_moves_with_no_difference(demo, copies, tmp_path):
    copies.save_example(State.LOADED, tmp_path)
    with serve() as url:
        moved = manage(tmp_path, "copy_database", "--to", url)
        assert moved.returncode == 0, moved.stderr
        assert ", 0 differences." in moved.stdout
        assert int(moved.stdout.split()[0]) > 3000
        asked = "from core.models import EntryPage; print('entries', EntryPage.objects.readable().count())"
        here, there = (manage(tmp_path, "shell", "-v0", "-c", asked, url=address) for address in ("", url))
        assert here.stdout.strip() == there.stdout.strip()
        assert int(here.stdout.split()[1]) > 70
        rebuilt = manage(tmp_path, "rebuild_search", url=url)
        assert rebuilt.returncode == 0, rebuilt.stderr
        # The index follows a change, though the updates of the other database had higher versions.
        left = (
            "from core.models import EntryPage; from search.models import SearchPassage; "
            "page = EntryPage.objects.readable().first(); page.specific.unpublish(); "
            "print('left', SearchPassage.objects.filter(entry_id=page.pk).count())"
        )
        withdrawn = manage(tmp_path, "shell", "-v0", "-c", left, url=url)
        assert withdrawn.stdout.split()[-2:] == ["left", "0"], withdrawn.stderr
        # New rows get new keys: the sequences stand behind the last one.
        made = manage(tmp_path, "generate_entries", "--count", "3", url=url)
        assert (made.returncode, "3 entries made." in made.stdout) == (0, True), made.stderr
        again = manage(tmp_path, "copy_database", "--to", url)
        assert again.returncode == 1
        assert "has to be empty" in again.stderr
        assert "Traceback" not in again.stderr


def test_nothing_of_the_index_is_copied():
    own = {model.__name__ for model in apps.get_app_config("search").get_models()}
    copied = {model.__name__ for model in find_models() if model._meta.app_label == "search"}
    assert own - copied == {"IndexUpdate", "IndexedEntry", "IndexState", "SearchPassage"}


def test_unreadable_address_is_one_clear_line(tmp_path):
    refused = manage(tmp_path, "copy_database", "--to", "mysql://nobody@nowhere/none")
    assert refused.returncode != 0
    assert "only sqlite:// and postgresql:// are supported" in refused.stderr
    assert "Traceback" not in refused.stderr
