"""Files of an installation are its own user's, with a umask of 022 and where an earlier version made them."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from config.private_files import find_database_files, make_private

ROOT = Path(__file__).resolve().parents[2]
CODE = """if True:
    import os
    os.umask(0o022)
    import django
    django.setup()
    from django.conf import settings
    from django.core.files.base import ContentFile
    from django.core.files.storage import default_storage
    from django.core.mail import send_mail
    from django.core.cache import cache
    from django.db import connection
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE one (two integer)")
    default_storage.save("documents/een.pdf", ContentFile(b"%PDF-"))
    send_mail("Onderwerp", "Naam en adres", None, ["lezer@stadskennis.example"])
    cache.set("een", 1)
    from core.worker_lock import hold_worker_lock
    with hold_worker_lock():
        pass
    connection.cursor().execute("INSERT INTO one VALUES (1)")
    import subprocess
    print(subprocess.run(["find", str(settings.VAR_DIR), "-perm", "/077"], capture_output=True, text=True).stdout)
    print(sorted(path.name.split(".")[0] + path.suffix for path in settings.VAR_DIR.rglob("*") if path.is_file()))
"""


def mode(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


def test_nothing_is_readable_by_others_with_a_common_umask(tmp_path):
    var = tmp_path / "var"
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": f"{ROOT / 'site'}:{ROOT}", "VAR_DIR": str(var), "SECRET_KEY": "k3y-" * 20,
                   "STADSKENNIS_ENV_FILE": "none", "DJANGO_SETTINGS_MODULE": "config.settings.production"}  # fmt: skip
    done = subprocess.run([sys.executable, "-c", CODE], env=environment, capture_output=True, text=True)
    readable, files = done.stdout.rsplit("\n", 2)[0].strip(), done.stdout.strip().splitlines()[-1]
    assert readable == "", done.stderr
    for name in ("stadskennis.sqlite3", "stadskennis.sqlite3-wal", "stadskennis.sqlite3-shm", "een.pdf", ".log"):
        assert name in files, files
    assert mode(var) == 0o700


def test_what_an_earlier_version_made_is_mended(tmp_path):
    (tmp_path / "var" / "mail").mkdir(parents=True)
    letter, program = tmp_path / "var" / "mail" / "een.log", tmp_path / "var" / "run"
    letter.write_text("Naam en adres")
    program.write_text("#!/bin/sh")
    outside = tmp_path / "outside"
    outside.write_text("not ours")
    (tmp_path / "var" / "link").symlink_to(outside)
    for path, bits in (
        (tmp_path / "var", 0o755),
        (letter.parent, 0o755),
        (letter, 0o644),
        (program, 0o755),
        (outside, 0o644),
    ):
        path.chmod(bits)
    assert make_private(tmp_path / "var") == 4
    found = [mode(path) for path in (tmp_path / "var", letter.parent, letter, program, outside)]
    assert found == [0o700, 0o700, 0o600, 0o700, 0o644]
    assert make_private(tmp_path / "var") == 0


def test_files_of_a_database_elsewhere_are_found(tmp_path):
    for ending in ("", "-wal", "-shm"):
        (tmp_path / f"site.sqlite3{ending}").touch()
    sqlite = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(tmp_path / "site.sqlite3")}
    assert [path.name for path in find_database_files(sqlite)] == [
        "site.sqlite3",
        "site.sqlite3-wal",
        "site.sqlite3-shm",
    ]
    assert find_database_files({"ENGINE": "django.db.backends.postgresql", "NAME": "site"}) == []


@pytest.mark.parametrize("name", [":memory:", "file:memorydb_default?mode=memory&cache=shared"])
def test_database_in_memory_has_no_files(name):
    assert find_database_files({"ENGINE": "django.db.backends.sqlite3", "NAME": name}) == []
