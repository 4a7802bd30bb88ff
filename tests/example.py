"""The example content, loaded once per run by the first process that asks, and copied for every test that wants it."""

import fcntl
import shutil
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection, transaction
from django.test import override_settings

from directory.localisation import clear_locale_cache
from search.query import cache as query_cache
from tests.background import do_work
from tests.database_copies import PostgreSQLCopy, make_copy


class State(StrEnum):
    """What a copy holds: the content with its background work still waiting, or with that done."""

    LOADED = "loaded"
    SETTLED = "settled"


class Copies:
    """The copies of one run: of the migrated database in the folder `own`, of the example content in one that all share."""

    def __init__(self, own: Path, shared: Path, prefix: str):
        self.shared = shared
        self.shared.mkdir(exist_ok=True)
        self.migrated = make_copy(own, connection.settings_dict["NAME"], "migrated")
        self.example = {state: make_copy(shared, prefix, state) for state in State}

    @contextmanager
    def lend(self, state: State):
        """Give the example content to the tests of one file, and take it back."""
        self.restore_example(state)
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
        self.restore_migrated()

    def restore_migrated(self) -> None:
        """Make the database as migrations left it."""
        self.migrated.restore()
        forget_everything()

    def restore_example(self, state: State) -> None:
        """Fill the database and the folder of files with the example content."""
        with open(self.shared / "lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not (self.shared / "complete").exists():
                self._load()
                (self.shared / "complete").touch()
        self.example[state].restore()
        shutil.copytree(self.shared / state, settings.VAR_DIR, dirs_exist_ok=True)
        forget_everything()

    @staticmethod
    def drop_shared(prefix: str) -> None:
        """Remove the databases that all processes of a run shared."""
        for state in State:
            PostgreSQLCopy(prefix, state).drop()

    def _load(self) -> None:
        from demo.loader import load  # noqa: PLC0415 -- only a run that asks for the example reads its drawing code

        self.restore_migrated()
        self._fill(State.LOADED, load)
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
