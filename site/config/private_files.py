"""Everything of an installation is its own user's: folders 0700, files 0600, whatever the umask was when they were made.

Server, worker and static files are read and written by one user, so nobody else has to read them; a proxy before the site
asks the site. The umask of the long-running processes, the settings of uploads and the mail folder make new files private;
`make_private` mends what an earlier version made.
"""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

OTHERS = stat.S_IRWXG | stat.S_IRWXO
UMASK = 0o077
DATABASE_FILES = ("", "-wal", "-shm", "-journal", ".worker")


def protect_installation() -> int:
    """Make the data folder and the files of an SQLite database private; return the number of corrected ones."""
    return sum(make_private(path) for path in (settings.VAR_DIR, *find_database_files(settings.DATABASES["default"])))


def find_database_files(database: dict) -> list[Path]:
    """Return the existing files of an SQLite database; none for another database or one in memory."""
    if not database["ENGINE"].endswith("sqlite3"):
        return []
    paths = [Path(f"{database['NAME']}{ending}") for ending in DATABASE_FILES]
    return [path for path in paths if path.is_file()]


def make_private(top: Path) -> int:
    """Take the rights of group and others from a file, or from a folder and all in it; return the number of corrected ones.

    What belongs to somebody else is left alone, and links are not followed.
    """
    return sum(_correct(path) for path in _walk(top))


def _walk(top: Path) -> Iterator[Path]:
    yield top
    for folder, folders, files in os.walk(top):
        yield from (Path(folder, name) for name in (*folders, *files))


def _correct(path: Path) -> bool:
    try:
        state = path.lstat()
        if stat.S_ISLNK(state.st_mode) or not state.st_mode & OTHERS or state.st_uid != os.geteuid():
            return False
        path.chmod(stat.S_IMODE(state.st_mode) & ~OTHERS)
    except OSError:  # removed meanwhile, or a file system without modes
        return False
    return True


def protect_new_database(sender, connection, **kwargs) -> None:
    """Make the files of an SQLite database private at the first connection of a process; receiver of `connection_created`.

    SQLite gives `-wal` and `-shm` the mode of the database file.
    """
    database = connection.settings_dict
    if connection.vendor == "sqlite" and database["NAME"] not in _protected:
        _protected.add(database["NAME"])
        for path in find_database_files(database):
            make_private(path)


_protected: set[str] = set()  # names of the databases that this process has looked at
