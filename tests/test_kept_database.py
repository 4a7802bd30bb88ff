"""A migrated database that an earlier run kept is taken while all that makes one is the same."""

import inspect
from pathlib import Path
from weakref import ReferenceType

from django.db.models.signals import post_migrate

from search.engines import versions
from tests.kept_database import ROOT, find_kept, list_makers


def test_a_database_with_an_index_of_another_version_is_another_one(monkeypatch):
    today = find_kept()
    assert find_kept() == today
    monkeypatch.setattr(versions, "PASSAGES", versions.PASSAGES + 1)
    assert find_kept() != today


def test_what_runs_after_migrations_is_among_the_files_that_make_it():
    found = [one() if isinstance(one, ReferenceType) else one for _key, one, *_rest in post_migrate.receivers]
    files = {Path(inspect.getsourcefile(inspect.unwrap(one))) for one in found if one is not None}
    ours = {path for path in files if path.is_relative_to(ROOT) and ".venv" not in path.parts}
    assert len(ours) >= 3
    assert ours <= set(list_makers())
