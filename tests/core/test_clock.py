"""The clock of the worker: a failure is told once and never ends it; finished tasks are pruned."""

import logging
from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page

from core import clock as module
from core.clock import Clock
from core.extensions import periodic_work
from core.tasks import prune_finished_tasks, refresh_statistics
from talkshows.consent.rewrite import rewrite_due
from tests import factories

pytestmark = pytest.mark.django_db


def test_tick_withdraws_what_expired(home):
    case = factories.CasePageFactory()
    Page.objects.filter(pk=case.pk).update(expire_at=timezone.now())
    Clock().tick()
    assert not Page.objects.get(pk=case.pk).live


def test_work_of_other_apps_is_done_every_half_minute(monkeypatch):
    calls, now = [], [1000.0]
    monkeypatch.setattr(module, "periodic_work", [lambda: calls.append(now[0])])
    monkeypatch.setattr(module.time, "monotonic", lambda: now[0])
    clock = Clock()
    for moment in (1000.0, 1005.0, 1029.9, 1030.0, 1065.0):
        now[0] = moment
        clock.tick()
    assert calls == [1000.0, 1030.0, 1065.0]
    assert rewrite_due in periodic_work


def test_failure_is_logged_once(home, caplog):
    case = factories.CasePageFactory(publish=False)
    revision = case.save_revision()
    revision.approved_go_live_at = timezone.now()
    revision.content_type = revision.base_content_type = None
    revision.object_id = "0"
    type(revision).objects.filter(pk=revision.pk).update(approved_go_live_at=timezone.now(), object_id="0")
    clock = Clock()
    with caplog.at_level(logging.WARNING, logger="planned"):
        clock.tick()
        clock.tick()
    assert len([row for row in caplog.records if "planned, but it failed" in row.getMessage()]) == 1


def test_error_does_not_end_the_thread(monkeypatch):
    clock, calls = Clock(), []

    def check():
        calls.append(1)
        if len(calls) == 2:
            clock.stopping.set()
        raise OSError("the database is away")

    clock.check = check
    monkeypatch.setattr(module, "INTERVAL", 0)
    clock.run()
    assert len(calls) == 2


@pytest.mark.parametrize(
    ("status", "days", "kept"),
    [("SUCCESSFUL", 0.9, True), ("SUCCESSFUL", 1.1, False), ("FAILED", 13.9, True), ("FAILED", 14.1, False), ("READY", 40, True),
     ("RUNNING", 40, True)],
)  # fmt: skip
def test_rows_of_finished_tasks_are_pruned(status, days, kept):
    pk = refresh_statistics.enqueue().id
    ended = timezone.now() - timedelta(days=days)
    DBTaskResult.objects.filter(pk=pk).update(
        status=status, finished_at=ended if status in {"SUCCESSFUL", "FAILED"} else None
    )
    assert prune_finished_tasks() == (0 if kept else 1)
    assert DBTaskResult.objects.filter(pk=pk).exists() is kept


def test_days_are_settings(settings):
    settings.TASK_KEEP_DAYS = 3
    pk = refresh_statistics.enqueue().id
    DBTaskResult.objects.filter(pk=pk).update(status="SUCCESSFUL", finished_at=timezone.now() - timedelta(days=2))
    assert prune_finished_tasks() == 0
