"""A site whose models and tasks had other names goes on: waiting tasks, permissions and remembered grants follow."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.db import connection
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult

from editorial.models import AppliedRole
from search.models import LoggedQuery, RankingExpectation
from search.saved_searches.tasks import daily
from search.tasks import repair_index
from talkshows.tasks import trim_waiting

pytestmark = pytest.mark.django_db
EDITOR = SimpleNamespace(connection=connection)
SEARCH = import_module("search.migrations.0007_standard_names")
SUBSCRIPTIONS = import_module("search.migrations.0008_subscriptions")
TALKSHOWS = import_module("talkshows.migrations.0006_task_paths")
EDITORIAL = import_module("editorial.migrations.0002_renamed_models")


def exists(path: str) -> bool:
    """Return whether a task has this path, or the one that a later migration gives it."""
    path = SUBSCRIPTIONS.TASKS.get(path, path)
    try:
        return import_string(path).module_path == path
    except ImportError:
        return False


@pytest.mark.parametrize("module", [SEARCH, SUBSCRIPTIONS, TALKSHOWS])
def test_every_old_task_path_is_gone_and_its_new_one_leads_to_a_task(module):
    assert [path for path in module.TASKS.values() if not exists(path)] == []
    assert [path for path in module.TASKS if path not in SUBSCRIPTIONS.TASKS and exists(path)] == []


@pytest.mark.parametrize(("module", "task"), [(SEARCH, repair_index), (SEARCH, daily), (TALKSHOWS, trim_waiting)])
def test_waiting_task_is_found_under_its_new_path(module, task):
    old = next(path for path, new in module.TASKS.items() if new == task.module_path)
    row = DBTaskResult.objects.get(pk=task.enqueue().id)
    DBTaskResult.objects.filter(pk=row.pk).update(task_path=old)
    module.rename_tasks(apps, EDITOR)
    row.refresh_from_db()
    assert row.task_path == task.module_path


@pytest.mark.parametrize(("model", "old"), [(LoggedQuery, "askedquery"), (RankingExpectation, "invariant")])
def test_permission_keeps_its_row_under_the_new_name(model, old):
    permission = Permission.objects.get(content_type__app_label="search", codename=f"view_{model._meta.model_name}")
    Permission.objects.filter(pk=permission.pk).update(codename=f"view_{old}")
    SEARCH.rename_permissions(apps, EDITOR)
    permission.refresh_from_db()
    assert permission.codename == f"view_{model._meta.model_name}"


def test_remembered_grants_follow():
    role = AppliedRole.objects.get(name="Eindredacteur")
    today = list(role.grants)
    role.grants = [
        grant.replace("rankingexpectation", "invariant").replace("loggedquery", "askedquery") for grant in today
    ]
    assert role.grants != today
    role.save()
    EDITORIAL.rename_grants(apps, EDITOR)
    role.refresh_from_db()
    assert role.grants == today
