"""Ready pages in a file, from one run of the site to the next.

A page is made from the database, the clock, the code and the settings. The file counts for the same code and settings alone, and each of its
pages is kept only when all its queries give the same again (page_cache.reads) and the clock has not ended it.
"""

import hashlib
import logging
import os
import pickle
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.db import DatabaseError
from django.utils import translation

from page_cache import front
from page_cache.front import Found

logger = logging.getLogger("page_cache")
NAME = "ready-pages.pickle"
SUFFIXES = {".py", ".html", ".txt", ".xml", ".mo", ".svg", ".css", ".js", ".json"}
_ADDRESS = re.compile(r" at 0x[0-9a-f]+")


def find_file() -> Path:
    """Return where the file lies: with what the site wrote itself, and only its user can read."""
    return Path(settings.VAR_DIR) / NAME


def save() -> int:
    """Write the pages that are ready to the file; return how many. A disk that cannot be written costs the file alone."""
    pages = [(key, entry) for key, entry in front.store.get_all().items() if entry.reading and not key[-1]]
    temporary = None
    try:
        with tempfile.NamedTemporaryFile(dir=settings.VAR_DIR, prefix=f"{NAME}.", delete=False) as file:
            temporary = file.name
            pickle.dump((make_fingerprint(), pages), file, protocol=pickle.HIGHEST_PROTOCOL)
        os.replace(temporary, find_file())
    except OSError as error:
        logger.warning("ready pages could not be written: %s", error.strerror)
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        return 0
    return len(pages)


def load() -> int:
    """Take over the pages of the file that hold at this moment; return how many."""
    try:
        with find_file().open("rb") as file:
            fingerprint, pages = pickle.load(file)  # noqa: S301 -- the site's own file, as those of Django's cache
    except FileNotFoundError:
        return 0
    except Exception as error:  # a damaged file raises whatever pickle raises
        logger.warning("ready pages could not be read: %s", type(error).__name__)
        return 0
    if fingerprint != make_fingerprint():
        return 0
    try:
        return sum(front.keep_on(Found(None, key), entry) is not None for key, entry in pages)
    except DatabaseError as error:
        logger.warning("ready pages could not be checked: %s", type(error).__name__)
        return 0


def make_fingerprint() -> str:
    """Return what tells this code with these settings from others."""
    state = hashlib.sha256(repr((sys.version, django.get_version())).encode())
    with translation.override(None):  # some names are in the language of who asks
        for name in sorted(name for name in dir(settings) if name.isupper()):
            state.update(f"{name}={describe(getattr(settings, name))}\n".encode())
    for path in _find_sources():
        found = path.stat()
        state.update(f"{path} {found.st_size} {found.st_mtime_ns}\n".encode())
    return state.hexdigest()


def describe(value) -> str:
    """Return a value as text that is the same in every process: sets in order, objects without their address."""
    if isinstance(value, set | frozenset):
        value = sorted(value, key=repr)
    if isinstance(value, dict):
        return repr([(describe(key), describe(one)) for key, one in value.items()])
    if isinstance(value, list | tuple):
        return repr([describe(one) for one in value])
    return _ADDRESS.sub("", repr(value))


def _find_sources() -> Iterator[Path]:
    """Yield the files of this project that a page may be made from, and the lists of packages and of static files."""
    root = Path(settings.ROOT_DIR)
    own = {Path(app.path) for app in apps.get_app_configs() if Path(app.path).is_relative_to(root)}
    folders = {*own, root / "templates", *map(Path, settings.LOCALE_PATHS)}
    for folder in sorted(folder for folder in folders if ".venv" not in folder.parts):
        yield from sorted(path for path in folder.rglob("*") if path.suffix in SUFFIXES and path.is_file())
    lists = (root / "requirements" / "production.txt", Path(settings.STATIC_ROOT) / "staticfiles.json")
    yield from (path for path in lists if path.exists())
