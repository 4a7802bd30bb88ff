"""The migrated SQLite database of an earlier run, kept in `var/tests` while what made it stays the same."""

import hashlib
import os
import shutil
from pathlib import Path

from search.engines import versions

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "var" / "tests"
MAKERS = [
    "*/migrations/*.py",
    "site/*/migrations/*.py",
    "tests/*/migrations/*.py",
    "requirements/dev.txt",
    # What runs after migrations: roles, triggers, and the tables and version of the index.
    "site/editorial/*.py",
    "site/page_cache/*.py",
    "search/engines/*.py",
    "search/indexing/tables.py",
]


def list_makers() -> list[Path]:
    """Return the files that say what a migrated database is."""
    return sorted(path for pattern in MAKERS for path in ROOT.glob(pattern))


def find_kept() -> Path:
    """Return the file for the migrations, packages, roles and index version of today; it may not exist yet."""
    digest = hashlib.sha256(versions.index_version().encode())
    for path in list_makers():
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return FOLDER / f"{digest.hexdigest()[:16]}.sqlite3"


def keep(path: Path) -> None:
    """Keep this database for later runs, in place of the one before."""
    kept = find_kept()
    kept.parent.mkdir(parents=True, exist_ok=True)
    for old in kept.parent.glob("*.sqlite3"):
        old.unlink(missing_ok=True)
    part = kept.with_suffix(f".{os.getpid()}")
    shutil.copy(path, part)
    part.replace(kept)
