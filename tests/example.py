"""The example content, loaded once per run by the first process that asks, and copied for every test that wants it."""

import fcntl
import os
import shutil
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from directory.localisation import clear_locale_cache
from search.query import cache as query_cache
from tests.background import do_work
from tests.database_copies import PostgreSQLCopy, make_copy
from tests.quick_libraries import quick_migrations


class State(StrEnum):
    """What a copy holds: the content with its background work still waiting, or with that done."""

    LOADED = "loaded"
    SETTLED = "settled"


class Copies:
    """The copies that all processes of a run share: of the database as migrations leave it, and of the example content.

    Each is made by the first process that asks for it; the others wait.
    """

    def __init__(self, shared: Path, prefix: str):
        self.shared, self.prefix = shared, prefix
        self.shared.mkdir(exist_ok=True)
        self.migrated = make_copy(shared, prefix, "migrated")
        self.example = {state: make_copy(shared, prefix, state) for state in State}
        self.own: dict = {}  # what this process made for the tests of one file: {name: (copy, what making it returned)}

    @contextmanager
    def migrate_once(self):
        """Around the making of the test database: only the first process runs migrations, if no earlier run did."""
        with self._made_once("migrated") as is_made:
            is_copied = is_made or self.migrated.take_kept()
            if is_copied:
                self.migrated.use_as_start()
            with quick_migrations():
                yield
            if is_copied:
                self.restore_migrated()
            else:
                self.migrated.save()
                self.migrated.keep()

    @contextmanager
    def lend(self, state: State):
        """Give the example content to the tests of one file, and take it back."""
        self.restore_example(state)
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
        self.restore_migrated()

    def restore_own(self, name: str, make):
        """Fill the empty database with what `make` makes, the first time by calling it; return what that returned.

        For tests that commit, which cannot share a transaction as those of `module_db` do. Files stay where they are.
        """
        if name not in self.own:
            made = make()
            copy = make_copy(self.shared, self.prefix, f"{name}-{os.getpid()}")
            copy.save()
            self.own[name] = (copy, made)
        copy, made = self.own[name]
        copy.restore()
        forget_everything()
        return made

    def restore_migrated(self) -> None:
        """Make the database as migrations left it."""
        self.migrated.restore()
        forget_everything()

    def save_example(self, state: State, folder: Path) -> None:
        """Put the example content into `folder` as an installation of its own has it; on SQLite, after `demo`."""
        shutil.copytree(self.shared / state, folder, dirs_exist_ok=True)
        shutil.copy(self.example[state].path, folder / "stadskennis.sqlite3")

    def restore_example(self, state: State) -> None:
        """Fill the database and the folder of files with the example content."""
        with self._made_once("example") as is_made:
            if not is_made:
                self._load()
        self.example[state].restore()
        shutil.copytree(self.shared / state, settings.VAR_DIR, dirs_exist_ok=True)
        forget_everything()

    @staticmethod
    def drop_shared(prefix: str) -> None:
        """Remove the databases that all processes of a run shared."""
        for name in ("migrated", *State):
            PostgreSQLCopy(prefix, name).drop()

    @contextmanager
    def _made_once(self, name: str):
        """Give whether another process made this; one process at a time."""
        made = self.shared / f"{name}.made"
        with open(self.shared / f"{name}.lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield made.exists()
            made.touch()

    def _load(self) -> None:
        self.restore_migrated()
        self._fill(State.LOADED, lambda: call_command("load_demo", if_empty=True, verbosity=0))
        shutil.copytree(self.shared / State.LOADED, self.shared / State.SETTLED)
        self._fill(State.SETTLED, do_work)

    def _fill(self, state: State, fill) -> None:
        folder = self.shared / state
        with override_settings(VAR_DIR=folder, MEDIA_ROOT=folder / "media"):
            fill()
        self.example[state].save()


def forget_everything() -> None:
    """Let go of what this process remembers of the database that was replaced."""
    cache.clear()
    clear_locale_cache()
    query_cache.clear_cache()
    ContentType.objects.clear_cache()
